import SutureDomain
import SutureInterface
import SutureJSON

/// Several fields in one argument: `person=P-1,role=engineering_teacher`, or JSON where a value has a comma.
/// What is made of a name and a value only is written as just that: `home=USST`.
struct GroupText {
    let fields: [Field]

    func read(_ text: String) throws(UsageError) -> JSONObject {
        if text.hasPrefix("{") {
            do {
                if let object = try JSONValue(parsing: text).object { return object }
            } catch {
                throw UsageError("\(text): \(error).")
            }
        }
        if fields.isPair {
            let (name, value) = try split(text[...])
            return ["name": .string(name), "value": .string(value)]
        }
        var object: JSONObject = [:]
        for part in parts(of: text) {
            let (name, value) = try split(part)
            guard let field = fields.first(where: { $0.name == name }) else {
                throw UsageError(
                    "There is no \(name) here, only \(fields.map(\.name).joined(separator: ", ")).")
            }
            object[name] = try field.shape.value(of: value)
        }
        for field in fields where !field.isOptional && object[field.name] == nil {
            throw UsageError("\(field.name) is missing; the form is \(fields.form).")
        }
        return object
    }

    /// At the commas, but for those of a text: `title=Safety, and cost` is one part.
    private func parts(of text: String) -> [Substring] {
        var parts: [Substring] = []
        for piece in text.split(separator: ",") {
            if !piece.contains("="), let last = parts.last, continues(last) {
                parts[parts.count - 1] = text[last.startIndex..<piece.endIndex]
            } else {
                parts.append(piece)
            }
        }
        return parts
    }

    private func continues(_ part: Substring) -> Bool {
        let name = part.prefix { $0 != "=" }
        return fields.contains { $0.name == name && $0.shape.isText }
    }

    private func split(_ part: Substring) throws(UsageError) -> (name: String, value: String) {
        guard let sign = part.firstIndex(of: "=") else {
            throw UsageError(
                "\"\(part)\" is not name=value; the form is \(fields.form)\(fields.isPair ? "" : ", or JSON")."
            )
        }
        return (String(part[..<sign]), String(part[part.index(after: sign)...]))
    }
}

import SutureDomain
import SutureInterface

/// The forms in which cells say dates and numbers, as the map declares them for all or for one value.
struct CellForms {
    /// `nil`: as Suture writes dates.
    var dates: [DateForm]?
    /// `nil`: as Suture writes numbers.
    var numbers: NumberForm?

    /// - Parameter members: of the map or of one value; what they do not say is as before.
    func declaring(dates: MapNode?, numbers: MapNode?) throws -> CellForms {
        var forms = self
        if let dates {
            forms.dates = try dates.elements.map { node in
                let text = try node.text
                do throws(UsageError) {
                    return try DateForm(text)
                } catch {
                    throw node.error(error.message)
                }
            }
        }
        if let numbers { forms.numbers = try CellForms.numbers(numbers) }
        return forms
    }

    private static func numbers(_ node: MapNode) throws -> NumberForm {
        let members = try node.members("decimal", "thousands")
        let character = { (node: MapNode) in
            guard let character = try node.text.first, try node.text.count == 1, !character.isNumber else {
                throw node.error("must be one character that is no digit")
            }
            return character
        }
        let form = NumberForm(
            decimal: try members["decimal"].map(character) ?? ".",
            thousands: try members["thousands"].map(character))
        guard form.decimal != form.thousands else {
            throw node.error("decimal and thousands are the same character")
        }
        return form
    }

    /// What a cell says, as Suture writes it. Several forms that fit must mean the same: nothing is guessed.
    func text(_ cell: String, for shape: FieldShape) throws(UsageError) -> String {
        switch shape {
        case .date: try date(cell)
        case .integer, .decimal: try number(cell, { $0.number(cell) })
        case .money: try number(cell, { $0.amount(cell) })
        case .list(let element): try text(cell, for: element)
        default: cell
        }
    }

    private func date(_ cell: String) throws(UsageError) -> String {
        guard let dates else {
            guard PartialDate(cell) == nil else { return cell }
            throw UsageError("\"\(cell)\" is not \(FieldShape.date.expectation)\(CellForms.hint(cell))")
        }
        let meanings = Set(dates.compactMap { $0.date(cell) })
        let names = dates.map(\.name).joined(separator: ", ")
        guard let date = meanings.first else {
            throw UsageError("\"\(cell)\" is not a date in the form that the map says: \(names)")
        }
        guard meanings.count == 1 else {
            throw UsageError(
                "\"\(cell)\" may be \(meanings.sorted().joined(separator: " or ")): the map says \(names)"
            )
        }
        return date
    }

    /// What the map may say, where the cell looks like another form of a date.
    private static func hint(_ cell: String) -> String {
        guard cell.contains(where: \.isNumber) else { return "" }
        let form = (try? DateForm("iso"))?.date(cell) == nil ? "M/d/yyyy or dd/MM/yyyy or excel" : "iso"
        return "; the map says other forms as dates: \(form)"
    }

    private func number(
        _ cell: String, _ read: (NumberForm) -> String?
    ) throws(UsageError) -> String {
        guard let numbers else { return cell }
        guard let number = read(numbers) else {
            throw UsageError("\"\(cell)\" is not a number in the form that the map says: \(numbers.name)")
        }
        return number
    }
}

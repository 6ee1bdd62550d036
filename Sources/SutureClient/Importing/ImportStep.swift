import SutureDomain
import SutureInterface
import SutureJSON

/// One command that the map asks for, for each row that its conditions let pass.
struct ImportStep {
    /// With its kind: `device.register`.
    let command: String
    /// Whether a command equal to an earlier one of the same file is left out: what many rows name is recorded once.
    let isOnce: Bool
    private let id: ImportValue
    private let conditions: [ImportCondition]
    private let fields: [ImportField]
    private let context: [ImportField]

    init(_ node: MapNode, columns: [String]) throws {
        let members = try node.members("command", "id", "when", "once", "fields", "context")
        guard let name = members["command"] else { throw node.error("command is missing") }
        command = try name.text
        guard let type = Catalogue.command(command) else {
            let known = Catalogue.kinds.flatMap { Catalogue.commands(of: $0) }.map { $0.fullName }
            throw name.error("there is no command \(command); there are \(known.joined(separator: ", "))")
        }
        guard let id = members["id"] else { throw node.error("id is missing") }
        self.id = try ImportValue(id, columns: columns)
        isOnce = try members["once"]?.bool ?? false
        conditions = try members["when"]?.elements.map { try ImportCondition($0, columns: columns) } ?? []
        let declared = SutureDomain.fields(of: type)
        fields = try ImportStep.fields(declared, members["fields"], columns: columns)
        context = try ImportStep.fields(ImportStep.contextFields, members["context"], columns: columns)
        for field in declared where field.isRequired && !fields.contains(where: { $0.field == field }) {
            throw node.error("\(command) needs the field \(field.name)")
        }
    }

    /// - Returns: `nil` if the command is not meant for the row.
    func proposal(for row: CSVReader.Row) throws(RowProblem) -> ProposedCommand? {
        guard conditions.allSatisfy({ $0.holds(for: row.fields) }) else { return nil }
        let id = ImportedID.sanitised(try recordID(row))
        guard Identifier.isWellFormed(id) else {
            throw RowProblem(message: "\(command): \"\(id)\" is no id: \(Identifier.pattern)")
        }
        return ProposedCommand(
            line: row.line, command: command, id: id, fields: try members(fields, row),
            isShared: isOnce, context: try members(context, row))
    }

    private func recordID(_ row: CSVReader.Row) throws(RowProblem) -> String {
        do throws(RowProblem) {
            return try id.words(for: row.fields, isID: false).first ?? ""
        } catch {
            throw RowProblem(message: "\(command): id: \(error.message)")
        }
    }

    private func members(_ fields: [ImportField], _ row: CSVReader.Row) throws(RowProblem) -> JSONObject {
        var members: JSONObject = [:]
        for field in fields {
            do throws(RowProblem) {
                members[field.field.name] = try field.value(for: row.fields)
            } catch {
                throw RowProblem(message: "\(command): \(field.field.name): \(error.message)")
            }
            if field.field.isRequired, members[field.field.name] == nil {
                throw RowProblem(message: "\(command): \(field.field.name) is empty")
            }
        }
        return members
    }

    /// In the order in which the command declares them.
    private static func fields(
        _ declared: [Field], _ node: MapNode?, columns: [String]
    ) throws -> [ImportField] {
        let entries = try node?.entries ?? []
        for (name, value) in entries where !declared.contains(where: { $0.name == name }) {
            let known = declared.map(\.name).joined(separator: ", ")
            throw value.error("there is no such field; there \(known.isEmpty ? "are none" : "are \(known)")")
        }
        return try declared.compactMap { field in
            try entries.first { $0.key == field.name }.map {
                try ImportField(field, $0.value, columns: columns)
            }
        }
    }

    /// What a map may say of the circumstances; command ids it makes by itself.
    private static let contextFields = SutureDomain.fields(of: Context.self).filter {
        ["occurredOn", "reason", "sources", "correlation", "onBehalfOf"].contains($0.name)
    }
}

extension Field {
    /// An absent list is an empty one.
    var isRequired: Bool { if case .list = shape { false } else { !isOptional } }
}

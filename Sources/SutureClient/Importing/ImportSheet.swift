import Crypto
import SutureDomain
import SutureJSON

/// A sheet and the map that says what its rows become, as their files have them.
struct ImportSheet {
    /// SHA-256 of sheet and map, in hexadecimal; `nil` where they hold personal data, as a digest can be
    /// guessed after it was erased.
    let digest: String?
    let map: ImportMap
    /// By which rows are known again that have no id; `nil` where nobody said it.
    let name: String
    let delimiter: Delimiter
    /// As the first row has it.
    let header: [String]
    /// Those that say something, each with as many cells as there are columns.
    let rows: [CSVReader.Row]
    /// Those with fewer or more cells.
    let unevenRows: [CSVReader.Row]

    /// - Parameters:
    ///   - file: a path, or `-`.
    ///   - mapFile: of the map.
    ///   - name: of the sheet, if the user said one.
    /// - Throws: ``UsageError``.
    init(file: String, mapFile: String, name: String? = nil) throws {
        let mapBytes = try InputText.bytes(of: mapFile)
        let map = try InputText.utf8(of: mapBytes, named: mapFile)
        let root = try MapNode(parsing: String(decoding: map, as: UTF8.self), file: mapFile)
        let encoding = try ImportMap.encoding(root)
        let bytes = try InputText.bytes(of: file)
        let text = try InputText.utf8(of: bytes, in: encoding, named: file)
        do {
            try self.init(text, root: root, file: file, name: name, digested: [bytes, mapBytes])
        } catch let error as CSVError {
            throw UsageError("\(file): \(error)")
        }
    }

    /// - Parameters:
    ///   - text: UTF-8, without a byte order mark.
    ///   - files: the bytes of the sheet and of its map.
    init(
        _ text: [UInt8], root: MapNode, file: String, name: String? = nil, digested files: [[UInt8]] = []
    ) throws {
        var reader: CSVReader
        (map, delimiter, reader) = try ImportSheet.beginning(of: text, root: root, file: file)
        if name?.trimmed.isEmpty == true {
            throw UsageError("--source is empty: a sheet has a name")
        }
        guard let name = try name ?? ImportMap.source(root) ?? ImportSheet.name(of: file) else {
            throw UsageError(
                "the name of a sheet is kept, and \(InputText.name(of: file)) has none: give it --source, or "
                    + "source: in the map")
        }
        if let fault = TextForm.line.fault(in: name) {
            throw UsageError(
                "\(Table.printable(file)): the sheet's name \"\(Table.printable(name))\" \(fault). It is kept for ever: "
                    + "--source, or source: in the map, gives the sheet another one")
        }
        self.name = name
        digest = map.fillsSealedFields ? nil : ImportSheet.digest(of: files)
        header = try reader.next()?.fields ?? []
        var rows: [CSVReader.Row] = []
        var unevenRows: [CSVReader.Row] = []
        while let row = try reader.next() {
            if row.isBlank { continue }
            if row.fields.count == header.count { rows.append(row) } else { unevenRows.append(row) }
        }
        self.rows = rows
        self.unevenRows = unevenRows
    }

    /// A file's; a pipe has none.
    private static func name(of file: String) -> String? {
        let isPipe =
            file == "-" || file.hasPrefix("/dev/") || file.hasPrefix("/proc/")
            || FileIdentity(file)?.isRegular == false
        return isPipe ? nil : file.split(separator: "/").last.map(String.init)
    }

    /// Each file counts with its own digest, so that none runs into the next.
    private static func digest(of files: [[UInt8]]) -> String {
        var whole = SHA256()
        for file in files { whole.update(data: Array(SHA256.hash(data: file))) }
        return Array(whole.finalize()).hexadecimal
    }

    /// Which delimiter the map says; else the one with which the first row has the map's columns. One with
    /// which that cannot even be read, as text would stand behind closing quotes, is another's.
    private static func beginning(
        of text: [UInt8], root: MapNode, file: String
    ) throws -> (ImportMap, Delimiter, CSVReader) {
        let said = try ImportMap.delimiter(root)
        var unreadable: CSVError?
        let readings = try (said.map { [$0] } ?? Delimiter.usual).compactMap { delimiter in
            let reader = CSVReader(text, delimiter: delimiter.byte)
            var header = reader
            do {
                guard let row = try header.next() else { throw UsageError("\(file): is empty") }
                let columns = ImportColumns(header: row.fields)
                return (delimiter, columns, Result { try ImportMap(root, columns: columns) }, reader)
            } catch let error as CSVError {
                unreadable = unreadable ?? error
                return nil
            }
        }
        if readings.isEmpty, let unreadable { throw unreadable }
        let fitting = readings.compactMap { delimiter, columns, map, reader in
            (try? map.get()).map { (delimiter, columns, $0, reader) }
        }
        guard let first = fitting.first else {
            // As people will have meant it.
            let finest = readings.max { $0.1.names.count < $1.1.names.count } ?? readings[0]
            return (try finest.2.get(), finest.0, finest.3)
        }
        guard let other = fitting.first(where: { $0.1.names != first.1.names }) else {
            return (first.2, first.0, first.3)
        }
        throw UsageError(
            "\(file): the first row has the map's columns both with \(first.0.name) and with \(other.0.name) "
                + "between them: delimiter: in the map says which it is")
    }
}

extension CSVReader.Row {
    /// Whether it is one of those that a spreadsheet leaves at the end.
    fileprivate var isBlank: Bool { fields.allSatisfy { $0.allSatisfy(\.isWhitespace) } }
}

extension InputText {
    /// - Parameter file: for the message.
    /// - Throws: ``UsageError``.
    fileprivate static func utf8(
        of bytes: [UInt8], in encoding: TextEncoding = .utf8, named file: String
    ) throws -> [UInt8] {
        do throws(CSVError) {
            return try utf8(of: bytes, in: encoding)
        } catch {
            throw UsageError("\(file): \(error)")
        }
    }
}

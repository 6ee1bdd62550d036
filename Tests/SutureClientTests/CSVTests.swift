import SutureTestSupport
import Testing

@testable import SutureClient

@Suite struct CSVTests {
    private func rows(_ text: String, delimiter: Character = ",") throws -> [CSVReader.Row] {
        var reader = CSVReader(Array(text.utf8), delimiter: delimiter.asciiValue ?? 0)
        var rows: [CSVReader.Row] = []
        while let row = try reader.next() { rows.append(row) }
        return rows
    }

    @Test func `a row over several lines is named by its first, and those after it keep their lines`() throws
    {
        #expect(
            try rows("a,b\r\n\"one\r\ntwo\",x\r\n\r\nlast,y") == [
                .init(line: 1, fields: ["a", "b"]),
                .init(line: 2, fields: ["one\r\ntwo", "x"]),
                .init(line: 5, fields: ["last", "y"]),
            ])
    }

    @Test func `quotes are doubled inside quotes and ordinary elsewhere`() throws {
        #expect(
            try rows("\"say \"\"so\"\"\",5\" long,\"a,b\"\n") == [
                .init(line: 1, fields: ["say \"so\"", "5\" long", "a,b"])
            ])
    }

    @Test func `lines end in CR alone where the first one does, whatever stands in quotes`() throws {
        #expect(
            try rows("a,b\r\"one\rtwo\",\"x\ny\"\r\rlast,z\r") == [
                .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["one\rtwo", "x\ny"]),
                .init(line: 6, fields: ["last", "z"]),
            ])
    }

    @Test(arguments: ["\n", "\r\n"])
    func `a CR alone is a character where lines end otherwise`(end: String) throws {
        #expect(
            try rows("a,b\(end)o\rp,x\r") == [
                .init(line: 1, fields: ["a", "b"]), .init(line: 2, fields: ["o\rp", "x"]),
            ])
    }

    @Test func `however lines end, they are the same rows at the same lines`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        let words = ["", "a", "\"q\"\"q\"", "\"two\nlines\"", "\"a,b\"", "5\" long", "\"\n\""]
        for _ in 0..<500 {
            let text = (0..<4).map { _ in
                (0..<3).map { _ in words.randomElement(using: &random) ?? "" }.joined(separator: ",") + "\n"
            }.joined()
            let expected = try rows(text)
            for end in ["\r", "\r\n"] {
                let told = try rows(text.replacing("\n", with: end)).map {
                    CSVReader.Row(line: $0.line, fields: $0.fields.map { $0.replacing(end, with: "\n") })
                }
                #expect(told == expected, "\(text), seed \(seed)")
            }
        }
    }

    @Test func `empty fields are kept, the last one too`() throws {
        #expect(
            try rows(",,\n\"\",x,") == [
                .init(line: 1, fields: ["", "", ""]), .init(line: 2, fields: ["", "x", ""]),
            ])
    }

    @Test func `an empty file has no row`() throws {
        #expect(try rows("") == [])
        #expect(try rows("\n\n") == [])
    }

    @Test func `a quote that is never closed is named by the line where it opens`() {
        #expect(throws: CSVError(line: 2, reason: .unterminatedQuote)) { try rows("a,b\nx,\"y\nz\n") }
    }

    @Test func `text after a closing quote is an error`() {
        #expect(throws: CSVError(line: 1, reason: .textAfterQuote)) { try rows("\"a\"b,c") }
    }

    @Test func `bytes that are no UTF-8 are an error of their line`() throws {
        var reader = CSVReader([UInt8(ascii: "a"), 0x0A, 0xE9, 0x0A])
        #expect(try reader.next() == .init(line: 1, fields: ["a"]))
        #expect(throws: CSVError(line: 2, reason: .invalidUTF8)) { _ = try reader.next() }
    }

    @Test func `what is written can be read again`() throws {
        let fields = ["plain", "a,b", "say \"so\"", "two\nlines", "", "吴涛"]
        let line = CSVWriter.line(fields)
        #expect(line == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",,吴涛\n")
        #expect(try rows(line) == [.init(line: 1, fields: fields)])
    }
}

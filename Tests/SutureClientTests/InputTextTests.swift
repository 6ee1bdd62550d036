import Foundation
import Testing

@testable import SutureClient

@Suite struct InputTextTests {
    /// 缝合针 in several encodings, as the encoders of other systems write it.
    @Test(arguments: [
        ("utf-8", [0xE7, 0xBC, 0x9D, 0xE5, 0x90, 0x88, 0xE9, 0x92, 0x88] as [UInt8], "缝合针"),
        ("UTF-16", [0x1D, 0x7F, 0x08, 0x54, 0x88, 0x94], "缝合针"),
        ("utf-16be", [0x7F, 0x1D, 0x54, 0x08, 0x94, 0x88], "缝合针"),
        ("gb18030", [0xB7, 0xEC, 0xBA, 0xCF, 0xD5, 0xEB], "缝合针"),
        // U+10000 takes four bytes in GB 18030, and a pair of units in UTF-16.
        ("GBK", [0x90, 0x30, 0x81, 0x30], "\u{10000}"),
        ("utf-16le", [0x00, 0xD8, 0x00, 0xDC], "\u{10000}"),
        ("big5", [0xA4, 0xA4], "中"), ("shift_jis", [0x93, 0xFA], "日"), ("euc-kr", [0xB0, 0xA1], "가"),
        ("cp1252", [0x80, 0xE9], "€é"), ("windows-1250", [0xE8], "č"), ("cp1251", [0xCF], "П"),
        ("cp1253", [0xE1], "α"), ("cp1254", [0xF0], "ğ"), ("latin1", [0xE9], "é"),
        ("iso-8859-15", [0xA4], "€"),
    ])
    func `a text is read in the encoding that is said`(name: String, bytes: [UInt8], text: String) throws {
        let encoding = try #require(TextEncoding(named: name))
        #expect(try InputText.utf8(of: bytes, in: encoding) == Array(text.utf8))
    }

    @Test(arguments: [
        [0xEF, 0xBB, 0xBF, 0x61, 0x3B] as [UInt8], [0xFF, 0xFE, 0x61, 0x00, 0x3B, 0x00],
        [0xFE, 0xFF, 0x00, 0x61, 0x00, 0x3B],
    ])
    func `a byte order mark says the encoding, whatever else is said, and is no part of the text`(
        bytes: [UInt8]
    ) throws {
        for encoding in [TextEncoding.utf8, try #require(TextEncoding(named: "gb18030"))] {
            #expect(try InputText.utf8(of: bytes, in: encoding) == Array("a;".utf8))
        }
    }

    @Test(arguments: [
        ("gb18030", [0x61, 0x0A, 0xFF, 0xFF] as [UInt8]), ("cp1252", [0x61, 0x0A, 0x81]),
        // Lines that end in CR alone.
        ("cp1252", [0x61, 0x0D, 0x81]), ("utf-16", [0x0D, 0x00, 0x61]),
        // Half of a pair, and half of a unit.
        ("utf-16", [0x0A, 0x00, 0x00, 0xD8]), ("utf-16", [0x0A, 0x00, 0x61]),
    ])
    func `what is not in the encoding is named by its line`(name: String, bytes: [UInt8]) throws {
        let encoding = try #require(TextEncoding(named: name))
        let error = #expect(throws: CSVError.self) { try InputText.utf8(of: bytes, in: encoding) }
        #expect(error == CSVError(line: 2, reason: .undecodable(encoding: name)))
    }

    @Test func `there is no encoding of another name`() { #expect(TextEncoding(named: "klingon") == nil) }

    @Test func `every encoding that is named can be chosen`() {
        for name in TextEncoding.names { #expect(TextEncoding(named: name) != nil, "\(name)") }
    }
}

import ArgumentParser
import SutureJSON
import SutureReports
import Testing

@testable import SutureClient

/// A page of HTML, of whatever is shown.
@Suite struct DocumentPageTests {
    /// What somebody might write into a log to do harm to whoever reads a page.
    private static let hostile = [
        "<script>alert(1)</script>", "</td></table><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)",
        "' onload='x", "&lt;b&gt;", "a\u{0}b\u{1B}[31mc\u{202E}d", "]]><!--", "</title></style>",
    ]

    private static func page(of text: String) -> String {
        var facts = Facts()
        facts.append(text, text)
        var table = Table(columns: [.init(title: text), .init(title: "n", isNumeric: true)])
        table.append([text, "1"])
        return DocumentPage.of(
            Document(
                head: [text, text],
                parts: [
                    .lines([text]), .facts(title: text, facts), .table(title: text, table, note: text),
                    .tree([(depth: 3, text: text)]),
                ], omissions: [text]))
    }

    @Test(arguments: hostile)
    func `a text from the log is nothing but text, wherever it stands`(text: String) {
        let page = DocumentPageTests.page(of: text)
        // The page of a harmless text has as many tags, and no other ones.
        #expect(
            DocumentPageTests.tags(page) == DocumentPageTests.tags(DocumentPageTests.page(of: "harmless")))
        #expect(!page.unicodeScalars.contains { $0 == "\u{0}" || $0 == "\u{1B}" || $0 == "\u{202E}" })
    }

    @Test func `a page stands by itself, and nothing in it does anything`() {
        let page = DocumentPageTests.page(of: "缝合针")
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">"))
        #expect(page.contains("<title>缝合针</title>"))
        #expect(page.contains("default-src 'none'"))
        #expect(page.contains("@media print"))
        for word in ["<script", "http://", "https://", "<link", "<img", "url(", "@import"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func `a report is a page with what it takes into account, captions and amounts`() throws {
        let reply = try JSONDocument(
            parsing: """
                {"knownAt":9,"position":9,"hash":"ab","countingRule":2,"day":"2022-01-01","fund":"F-1","label":"A & B",\
                "currency":"CNY","pledges":[{"source":"USST","label":"<U>","pledged":100050,"received":0,"outstanding":100050}],\
                "planned":0,"sums":{"allocated":0,"disbursed":0,"refunded":0,"spent":0},"lines":[],"allocations":[],\
                "checkpoints":[],"blocked":[]}
                """
        ).root
        let report = ReportDocument(try #require(Reports.named("funding")), [:], reply)
        let page = DocumentPage.of(report.document)
        #expect(page.contains("<h1>fund F-1: A &amp; B</h1>"))
        #expect(page.contains("<p>known at position 9, counting rule 2, hash ab</p>"))
        #expect(page.contains("<caption>pledges</caption>"))
        #expect(page.contains("<td>&lt;U&gt;</td><td class=\"n\">1000.50</td>"))
        #expect(page.contains("<dt>approved</dt><dd>nothing</dd>"))
    }

    @Test(arguments: [
        ["report", "trial", "T-1"], ["list", "trial"], ["show", "trial/T-1"], ["history", "trial/T-1"],
    ])
    func `one form at a time`(arguments: [String]) {
        let error = #expect(throws: (any Error).self) {
            try Suture.parseAsRoot(arguments + ["--html", "--json"])
        }
        let message = error.map { Suture.fullMessage(for: $0) } ?? ""
        #expect(message.contains("--html and --json exclude each other."))
        #expect(throws: Never.self) { try Suture.parseAsRoot(arguments + ["--html"]) }
    }

    /// What stands between angle brackets.
    private static func tags(_ page: String) -> [Substring] {
        page.split(separator: "<").dropFirst().map { $0.prefix { $0 != ">" } }
    }
}

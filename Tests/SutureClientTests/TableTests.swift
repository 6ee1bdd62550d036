import Testing

@testable import SutureClient

@Suite struct TableTests {
    private func table() -> Table {
        var table = Table(columns: [.init(title: "name"), .init(title: "count", isNumeric: true)])
        table.append(["上海理工大学", "7"])
        table.append(["USST", "1200"])
        return table
    }

    @Test func `a Chinese character takes two columns and numbers stand on the right`() {
        #expect(
            table().text(width: nil) == """
                name          count
                ────────────  ─────
                上海理工大学      7
                USST           1200

                """)
    }

    @Test func `a table is cut to the terminal at its widest column`() {
        #expect(
            table().text(width: 17) == """
                name        count
                ──────────  ─────
                上海理工…       7
                USST         1200

                """)
    }

    @Test func `digests leave a table that is too wide before anything that is read is cut`() {
        var table = Table(
            columns: [
                .init(title: "installation"), .init(title: "batch", isNumeric: true), .init(title: "sheet"),
                .init(title: "begunAt"), .init(title: "state"), .init(title: "digest"),
            ])
        table.append(
            [
                "6f1c2d3e-4b5a-4678-9abc-def012345678", "48", "devices of the second ward.csv",
                "2026-11-29T11:34:46.123456Z", "closed",
                String(repeating: "0123456789abcdef", count: 4),
            ])
        #expect(
            table.withoutOpaqueColumns(ifWiderThan: 80).text(width: 80) == """
                batch  sheet                           begunAt                      state
                ─────  ──────────────────────────────  ───────────────────────────  ──────
                   48  devices of the second ward.csv  2026-11-29T11:34:46.123456Z  closed

                """)
        for width in [nil, 200] {
            #expect(table.withoutOpaqueColumns(ifWiderThan: width).columns.count == table.columns.count)
        }
    }

    @Test func `without a terminal nothing is cut`() {
        var table = Table(columns: [.init(title: "text")])
        let long = String(repeating: "x", count: 500)
        table.append([long])
        #expect(table.text(width: nil).contains(long))
    }

    @Test func `no text steers the terminal or breaks a row`() {
        #expect(Table.printable("red\u{1B}[31m\nnext\tcell") == "red [31m next cell")
        #expect(Table.printable("a\u{202E}b\u{202C}c\u{2066}d\u{2069}e\u{2028}f") == "a b c d e f")
        for text in ["שלום", "می\u{200C}خواهم", "👩\u{200D}🔬"] { #expect(Table.printable(text) == text) }
    }

    @Test(arguments: [("abc", 3), ("吴涛", 4), ("é", 1), ("e\u{301}", 1), ("🙂", 2), ("한글", 4), ("", 0)])
    func `the width of a text is counted in columns`(text: String, columns: Int) {
        #expect(TextWidth.columns(of: text) == columns)
    }

    @Test func `an ellipsis never exceeds the width`() {
        #expect(TextWidth.fit("吴涛吴涛", into: 6) == "吴涛…")
        #expect(TextWidth.fit("abcdef", into: 4) == "abc…")
        #expect(TextWidth.fit("abcd", into: 4) == "abcd")
    }
}

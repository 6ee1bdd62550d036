import SutureJSON
import Testing

@testable import SutureClient

@Suite struct FundingReportTests {
    private static let report = """
        {"knownAt":9,"position":9,"hash":"ab","countingRule":2,"day":"2022-01-01","fund":"F-1","label":"Joint training",\
        "unit":"U-1","status":"approved","currency":"CNY","begins":"2020","ends":"2025","approvedOn":"2020-03",\
        "pledges":[{"source":"USST","label":"A university","pledged":100000,"received":40000,"outstanding":60000}],\
        "planned":80000,"sums":{"amount":100000,"allocated":50000,"disbursed":30000,"refunded":5000,"spent":20000,\
        "unallocated":50000,"remaining":75000},"lines":[{"line":"L1","purpose":"stipend","sums":{"amount":80000,\
        "allocated":50000,"disbursed":30000,"refunded":5000,"spent":20000,"unallocated":30000,"remaining":55000}}],\
        "allocations":[{"allocation":"A1","line":"L1","student":"S-1","amount":50000,"released":0,\
        "disbursed":30000,"refunded":5000,"spent":20000,"rest":25000}],\
        "checkpoints":[{"checkpoint":"C1","type":"midterm","due":"2021-06","state":"not_held","isDue":true}],\
        "blocked":[{"allocation":"A1","rest":25000,"checkpoint":"C1","due":"2021-06","state":"not_held"}]}
        """

    @Test func `a fund's report says where the money is and what stands in its way`() throws {
        let report = try JSONDocument(parsing: FundingReportTests.report).root
        #expect(
            try ReportText.of("funding", report) == """
                fund F-1: Joint training, approved
                known at position 9, counting rule 2, hash ab

                unit         U-1
                begins       2020
                ends         2025
                currency     CNY
                approved     1000.00 (2020-03)
                planned      800.00
                allocated    500.00
                disbursed    300.00
                refunded     50.00
                spent        200.00
                unallocated  500.00
                remaining    750.00

                pledges

                source  label         pledged  received  outstanding
                ──────  ────────────  ───────  ────────  ───────────
                USST    A university  1000.00    400.00       600.00

                lines

                line  purpose  amount  allocated  disbursed  refunded   spent  unallocated  remaining
                ────  ───────  ──────  ─────────  ─────────  ────────  ──────  ───────────  ─────────
                L1    stipend  800.00     500.00     300.00     50.00  200.00       300.00     550.00

                allocations

                allocation  line  student  amount  released  disbursed  refunded   spent    rest
                ──────────  ────  ───────  ──────  ────────  ─────────  ────────  ──────  ──────
                A1          L1    S-1      500.00      0.00     300.00     50.00  200.00  250.00

                next checkpoints

                checkpoint  type     due      state
                ──────────  ───────  ───────  ────────
                C1          midterm  2021-06  not_held

                blocked payments (on 2022-01-01)

                allocation  checkpoint  due      state       rest
                ──────────  ──────────  ───────  ────────  ──────
                A1          C1          2021-06  not_held  250.00

                """)
    }

    @Test func `the lines are a table for other programs`() throws {
        let report = try JSONDocument(parsing: FundingReportTests.report).root
        #expect(
            try ReportText.csv(of: "funding", report) == """
                line,purpose,currency,amount,allocated,disbursed,refunded,spent,unallocated,remaining
                L1,stipend,CNY,800.00,500.00,300.00,50.00,200.00,300.00,550.00

                """)
    }
}

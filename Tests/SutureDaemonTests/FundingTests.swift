import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// Money, with several clients at once: no sum goes beyond the one above it, whoever asked first.
@Suite(.serialized, .timeLimit(.minutes(20))) struct FundingTests {
    private static let clientCount = 4
    private static let commandCount = 120

    private static func cny(_ minorUnits: Int64) -> JSONValue {
        ["minorUnits": .integer(minorUnits), "currency": "CNY"]
    }

    private static func draft(_ client: VarlinkClient) async throws {
        try await client.record(
            "Unit.Initiate", ["id": "U-1", "name": "School", "type": "graduate_school"])
        for id in ["A", "B"] {
            try await client.record(
                "Institution.Register", ["id": .string(id), "name": .string(id), "type": "university"])
        }
        try await client.record(
            "Fund.Draft",
            [
                "id": "F-1", "unit": "U-1", "title": "Training", "currency": "CNY", "begins": "2020",
                "ends": "2030",
            ])
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `clients that pay at the same time never pay too much`(seed: UInt64) async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await FundingTests.draft(client)
            let recorded = try await withThrowingTaskGroup(of: Int.self) { group in
                for number in 0..<FundingTests.clientCount {
                    group.addTask {
                        var random = SeededRandom(seed: seed << 8 + UInt64(number))
                        let calls = (0..<FundingTests.commandCount).map { _ in
                            FundingTests.call(using: &random)
                        }
                        let client = try await daemon.client()
                        let answers = await client.pipeline(calls)
                        await client.close()
                        return answers.count { if case .success = $0 { true } else { false } }
                    }
                }
                return try await group.reduce(0, +)
            }
            let events = try await client.allEvents().filter { $0["stream"] == "fund/F-1" }
            #expect(events.count == recorded + 1, "seed \(seed)")
            #expect(recorded > 40, "seed \(seed): too little to prove anything")
            #expect(FundingTests.faults(of: events) == [], "seed \(seed)")
            try await FundingTests.compareReport(client, with: events)
        }
    }

    @Test func `of two payments that only fit one by one, one is made`() async throws {
        try await RunningDaemon.run { daemon in
            let client = try await daemon.client()
            try await FundingTests.draft(client)
            try await client.record(
                "Fund.SetLine",
                ["id": "F-1", "line": "L-1", "purpose": "stipend", "amount": FundingTests.cny(100)])
            try await client.record("Fund.Approve", ["id": "F-1", "by": "A", "total": FundingTests.cny(100)])
            try await client.record(
                "Fund.Allocate",
                ["id": "F-1", "allocation": "A-1", "line": "L-1", "amount": FundingTests.cny(100)])
            let rules = try await withThrowingTaskGroup(of: String.self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let client = try await daemon.client()
                        do {
                            try await client.record(
                                "Fund.Disburse",
                                [
                                    "id": "F-1", "allocation": "A-1", "amount": FundingTests.cny(60),
                                    "voucher": .string("V-\(number)"),
                                ])
                            return "paid"
                        } catch let error as VarlinkError {
                            return error["rule"]?.string ?? error.name
                        }
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(rules.count { $0 == "paid" } == 1)
            #expect(rules.count { $0 == "over-allocation" } == 19)
        }
    }

    // MARK: What is asked for

    private static func call(using random: inout SeededRandom) -> (method: String, parameters: JSONValue) {
        let amount = cny(.random(in: -1...300, using: &random))
        let voucher = JSONValue.string("V-\(Int.random(in: 0..<400, using: &random))")
        let source: JSONValue = Bool.random(using: &random) ? "A" : "B"
        let line = JSONValue.string("L-\(Int.random(in: 1...3, using: &random))")
        let allocation = JSONValue.string("A-\(Int.random(in: 1...6, using: &random))")
        let moved: JSONValue = ["id": "F-1", "allocation": allocation, "amount": amount]
        func with(_ key: String, _ value: JSONValue) -> JSONValue {
            var members = moved.object ?? [:]
            members[key] = value
            return .object(members)
        }
        switch Int.random(in: 0..<15, using: &random) {
        case 0: return ("org.suture.Fund.Pledge", ["id": "F-1", "source": source, "amount": amount])
        case 1:
            return (
                "org.suture.Fund.Receive",
                ["id": "F-1", "source": source, "amount": amount, "voucher": voucher]
            )
        case 2:
            return (
                "org.suture.Fund.SetLine", ["id": "F-1", "line": line, "purpose": "travel", "amount": amount]
            )
        case 3:
            let total = cny(.random(in: 0...1500, using: &random))
            return ("org.suture.Fund.Approve", ["id": "F-1", "by": "A", "total": total])
        case 4, 5: return ("org.suture.Fund.Allocate", with("line", line))
        case 6, 7: return ("org.suture.Fund.Release", moved)
        case 8, 9, 10: return ("org.suture.Fund.Disburse", with("voucher", voucher))
        case 11, 12: return ("org.suture.Fund.Refund", with("voucher", voucher))
        default: return ("org.suture.Fund.ReportExpenditure", with("category", "books"))
        }
    }

    // MARK: What the log says

    /// What does not fit, after each event of the fund; adds up in its own way.
    private static func faults(of events: [JSONValue]) -> [String] {
        var sums = FundSums()
        return events.flatMap { event in
            sums.add(event)
            return sums.faults.map { "\(event["position"]?.int64 ?? 0): \($0)" }
        }
    }

    /// The report's figures are those of the log.
    private static func compareReport(_ client: VarlinkClient, with events: [JSONValue]) async throws {
        var sums = FundSums()
        for event in events { sums.add(event) }
        let report = try await client.ask("Reports.Funding", ["fund": "F-1"])
        let parts = report["sums"]
        #expect(parts?["disbursed"]?.int64 == sums.total("disbursed"))
        #expect(parts?["refunded"]?.int64 == sums.total("refunded"))
        #expect(parts?["spent"]?.int64 == sums.total("expenditure-reported"))
        #expect(parts?["allocated"]?.int64 == sums.total("allocated") - sums.total("allocation-released"))
        #expect(parts?["amount"]?.int64 == sums.approved)
    }
}

/// The sums of a fund as its events in the log make them.
private struct FundSums {
    /// By what happened and to which source or allocation.
    private var amounts: [String: [String: Int64]] = [:]
    private var lines: [String: Int64] = [:]
    private var lineOf: [String: String] = [:]
    private var vouchers: [String] = []
    private(set) var approved: Int64?

    mutating func add(_ event: JSONValue) {
        let name = String(event["type"]?.string?.split(separator: ".").last ?? "")
        let data = event["data"]
        let amount = data?["amount"]?["minorUnits"]?.int64 ?? 0
        if let voucher = data?["voucher"]?.string { vouchers.append(voucher) }
        switch name {
        case "approved": approved = data?["total"]?["minorUnits"]?.int64
        case "line-set": lines[data?["line"]?.string ?? ""] = amount
        default:
            let owner = data?["allocation"]?.string ?? data?["source"]?.string ?? ""
            amounts[name, default: [:]][owner, default: 0] += amount
            if name == "allocated" { lineOf[owner] = data?["line"]?.string }
        }
    }

    func total(_ name: String) -> Int64 { amounts[name]?.values.reduce(0, +) ?? 0 }

    private func amount(_ name: String, _ owner: String) -> Int64 { amounts[name]?[owner] ?? 0 }

    var faults: [String] {
        var faults: [String] = []
        if Set(vouchers).count != vouchers.count { faults.append("a voucher was used twice") }
        for source in ["A", "B"] where amount("pledge-received", source) > amount("pledged", source) {
            faults.append("\(source) gave more than it pledged")
        }
        if let approved, lines.values.reduce(0, +) > approved { faults.append("more planned than approved") }
        for (line, planned) in lines {
            let bound = lineOf.filter { $0.value == line }.keys.reduce(0) {
                $0 + amount("allocated", $1) - amount("allocation-released", $1)
            }
            if bound > planned { faults.append("\(line): \(bound) allocated of \(planned)") }
        }
        let owners = Set(
            ["allocated", "allocation-released", "disbursed", "refunded", "expenditure-reported"]
                .flatMap { amounts[$0]?.keys.map { $0 } ?? [] })
        for owner in owners {
            let bound = amount("allocated", owner) - amount("allocation-released", owner)
            let paid = amount("disbursed", owner) - amount("refunded", owner)
            if approved == nil || lineOf[owner] == nil || bound < paid || paid < 0
                || amount("expenditure-reported", owner) > paid
            {
                faults.append("\(owner): bound \(bound), paid \(paid)")
            }
        }
        return faults
    }
}

import SutureTestSupport
import Testing

@testable import SutureDomain

/// Whatever is asked for in whatever order, no sum goes beyond the one above it.
@Suite struct FundSumsTests {
    private static let commandCount = 400

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `no order of commands exceeds a sum`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var world = World("unit/GS", "institution/A", "institution/B", "institution/USST")
        try record(FundTests.drafted, in: &world)
        var ledger = FundLedger()
        for _ in 0..<FundSumsTests.commandCount {
            let command = FundSumsTests.command(using: &random)
            guard try record(command, in: &world) else { continue }
            ledger.record(command)
            #expect(ledger.faults == [], "seed \(seed), after \(command)")
            if !ledger.faults.isEmpty { return }
        }
        // Otherwise nothing was tried.
        #expect(ledger.recordedCount > 20, "seed \(seed)")
    }

    @discardableResult
    private func record(_ command: any RecordableEvent<Fund>, in world: inout World) throws -> Bool {
        func record<Asked: RecordableEvent<Fund>>(_ command: Asked) -> Bool {
            let context = CommandContext(
                occurredOn: PartialDate(World.today), today: World.today, role: .recorder)
            guard case .success(let admitted) = world.admit(command, to: "X", context) else { return false }
            world.apply(admitted, to: "X", on: context.occurredOn)
            return true
        }
        return record(command)
    }

    private static func command(using random: inout SeededRandom) -> any RecordableEvent<Fund> {
        let amount = Money(minorUnits: .random(in: -1...300, using: &random), currency: "CNY")
        let voucher = "V-\(Int.random(in: 0..<300, using: &random))"
        let sources: [Institution.ID] = ["A", "B"]
        let source = sources[Int.random(in: 0..<2, using: &random)]
        let lines: [LocalID] = ["L-1", "L-2", "L-3"]
        let line = lines[Int.random(in: 0..<3, using: &random)]
        let allocations: [LocalID] = ["A-1", "A-2", "A-3", "A-4", "A-5"]
        let allocation = allocations[Int.random(in: 0..<5, using: &random)]
        switch Int.random(in: 0..<16, using: &random) {
        case 0: return Fund.Pledged(source: source, amount: amount)
        case 1: return Fund.PledgeReceived(source: source, amount: amount, voucher: voucher)
        case 2: return Fund.LineSet(line: line, purpose: .travel, amount: amount)
        case 3:
            let total = Money(minorUnits: .random(in: 0...1500, using: &random), currency: "CNY")
            return Fund.Approved(by: "USST", total: total)
        case 4, 5: return Fund.Allocated(allocation: allocation, line: line, amount: amount)
        case 6, 7: return Fund.AllocationReleased(allocation: allocation, amount: amount)
        case 8, 9, 10: return Fund.Disbursed(allocation: allocation, amount: amount, voucher: voucher)
        case 11, 12: return Fund.Refunded(allocation: allocation, amount: amount, voucher: voucher)
        case 13, 14:
            return Fund.ExpenditureReported(allocation: allocation, amount: amount, category: "books")
        default:
            return Fund.CheckpointSet(checkpoint: "C-1", type: .annual, due: "2023", allocation: nil)
        }
    }
}

/// Adds up what was recorded of a fund, in its own way, and says what does not fit.
private struct FundLedger {
    private(set) var recordedCount = 0
    private var pledged: [Institution.ID: Int64] = [:]
    private var received: [Institution.ID: Int64] = [:]
    private var total: Int64?
    private var lines: [LocalID: Int64] = [:]
    private var lineOf: [LocalID: LocalID] = [:]
    private var allocated: [LocalID: Int64] = [:]
    private var released: [LocalID: Int64] = [:]
    private var disbursed: [LocalID: Int64] = [:]
    private var refunded: [LocalID: Int64] = [:]
    private var spent: [LocalID: Int64] = [:]
    private var vouchers: [String] = []

    mutating func record(_ event: any Event<Fund>) {
        recordedCount += 1
        switch event {
        case let event as Fund.Pledged: pledged[event.source, default: 0] += event.amount.minorUnits
        case let event as Fund.PledgeReceived:
            received[event.source, default: 0] += event.amount.minorUnits
            vouchers.append(event.voucher)
        case let event as Fund.Approved: total = event.total.minorUnits
        case let event as Fund.LineSet: lines[event.line] = event.amount.minorUnits
        case let event as Fund.Allocated:
            lineOf[event.allocation] = event.line
            allocated[event.allocation, default: 0] += event.amount.minorUnits
        case let event as Fund.AllocationReleased:
            released[event.allocation, default: 0] += event.amount.minorUnits
        case let event as Fund.Disbursed:
            disbursed[event.allocation, default: 0] += event.amount.minorUnits
            vouchers.append(event.voucher)
        case let event as Fund.Refunded:
            refunded[event.allocation, default: 0] += event.amount.minorUnits
            vouchers.append(event.voucher)
        case let event as Fund.ExpenditureReported:
            spent[event.allocation, default: 0] += event.amount.minorUnits
        default: break
        }
    }

    var faults: [String] {
        var faults: [String] = []
        for (source, amount) in received where amount > pledged[source] ?? 0 {
            faults.append("\(source) gave \(amount) of \(pledged[source] ?? 0)")
        }
        let planned = lines.values.reduce(0, +)
        if let total, planned > total { faults.append("\(planned) planned of \(total)") }
        for (line, amount) in lines {
            let bound = lineOf.filter { $0.value == line }.keys
                .reduce(0) { $0 + (allocated[$1] ?? 0) - (released[$1] ?? 0) }
            if bound > amount { faults.append("\(line) has \(bound) allocated of \(amount)") }
        }
        for (allocation, amount) in allocated {
            let paid = (disbursed[allocation] ?? 0) - (refunded[allocation] ?? 0)
            let bound = amount - (released[allocation] ?? 0)
            let spent = spent[allocation] ?? 0
            if bound < 0 || paid < 0 || paid > bound || spent > paid {
                faults.append("\(allocation): bound \(bound), paid \(paid), spent \(spent)")
            }
        }
        for allocation in Set([released, disbursed, refunded, spent].flatMap(\.keys))
        where allocated[allocation] == nil { faults.append("\(allocation) was never allocated") }
        if total == nil, !allocated.isEmpty { faults.append("allocated before it was approved") }
        if Set(vouchers).count != vouchers.count { faults.append("a voucher was used twice") }
        return faults
    }
}

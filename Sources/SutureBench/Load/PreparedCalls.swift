/// The calls of one connection as the bytes that are sent, made before the clock starts.
///
/// A list is sent once. A ring is sent again and again, each time with new command ids: an outcome is like
/// many others, and what the daemon does for it does not depend on whether its bytes were seen before.
struct PreparedCalls: Sendable {
    /// How often calls can be asked for.
    enum Order: Sendable { case list, ring }

    /// The number of a command within its client has so many digits, so that it can be written over.
    static let digitCount = 10

    let order: Order
    private var bytes: [UInt8] = []
    /// Where each message ends, its NUL byte included.
    private var ends: [Int] = []
    private var isCommand: [Bool] = []
    private var next = 0
    /// Of the next command in a ring.
    private var number: Int

    /// - Parameter firstNumber: of the commands, in their ids.
    init(_ calls: [LoadCall], order: Order, firstNumber: Int) {
        self.order = order
        number = firstNumber
        for call in calls {
            bytes += call.message
            ends.append(bytes.count)
            isCommand.append(call.isCommand)
        }
    }

    /// How many calls are left.
    var count: Int { order == .ring ? .max : ends.count - next }

    /// Appends the messages of so many calls.
    /// - Returns: how many of them are commands.
    mutating func take(_ count: Int, into output: inout [UInt8]) -> Int {
        var commandCount = 0
        for _ in 0..<count {
            output.append(contentsOf: bytes[(next == 0 ? 0 : ends[next - 1])..<ends[next]])
            if isCommand[next] {
                commandCount += 1
                if order == .ring { writeNumber(into: &output) }
            }
            next += 1
            if order == .ring, next == ends.count { next = 0 }
        }
        return commandCount
    }

    /// The digits end where ``LoadCall`` puts them: at a fixed distance from the end.
    private mutating func writeNumber(into output: inout [UInt8]) {
        let end = output.count - LoadCall.byteCountBehindNumber
        var rest = number
        for index in (end - PreparedCalls.digitCount..<end).reversed() {
            output[index] = UInt8(ascii: "0") + UInt8(rest % 10)
            rest /= 10
        }
        number += 1
    }
}

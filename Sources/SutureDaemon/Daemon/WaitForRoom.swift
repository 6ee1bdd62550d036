import Foundation
import Logging
import SutureLog
import SutureSystem

/// Waits for room on a full disk: even to be read a database needs a little beside it.
struct WaitForRoom {
    /// How long to wait before the next attempt, in seconds.
    private static let pause: TimeInterval = 0.5

    let manager: ServiceManager
    let logger: Logger

    func wait<Opened>(_ open: () throws -> Opened) throws -> Opened {
        var isWaiting = false
        while true {
            do {
                return try open()
            } catch let failure as LogFailure where failure.kind == .diskFull {
                if !isWaiting {
                    logger.error(
                        "the start waits for room on the disk", metadata: ["failure": "\(failure)"])
                }
                isWaiting = true
                manager.starting("waiting for room on the disk")
                Thread.sleep(forTimeInterval: WaitForRoom.pause)
            }
        }
    }
}

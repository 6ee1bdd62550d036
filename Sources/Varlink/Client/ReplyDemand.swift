import NIOCore
import SutureJSON

/// What the consumer of a stream waits for.
final class ReplyDemand {
    private enum Phase {
        /// The consumer is busy.
        case idle
        case asked(EventLoopPromise<JSONView?>)
        /// The connection has ended before the stream; the consumer has not heard of it yet.
        case failed(VarlinkClientError)
        case ended
    }

    private let eventLoop: any EventLoop
    private var phase = Phase.idle

    init(eventLoop: any EventLoop) { self.eventLoop = eventLoop }

    var isAsked: Bool { if case .asked = phase { true } else { false } }
    var isEnded: Bool { if case .ended = phase { true } else { false } }

    /// Asks for the next reply, or for the end that has come already.
    func ask() -> EventLoopFuture<JSONView?> {
        switch phase {
        case .idle:
            let promise = eventLoop.makePromise(of: JSONView?.self)
            phase = .asked(promise)
            return promise.futureResult
        case .asked: preconditionFailure("a stream has one consumer")
        case .failed(let error):
            phase = .ended
            return eventLoop.makeFailedFuture(error)
        case .ended: return eventLoop.makeSucceededFuture(nil)
        }
    }

    func answer(_ result: Result<JSONView, any Error>, continues: Bool) {
        guard case .asked(let promise) = phase else { preconditionFailure("nobody has asked for this reply") }
        phase = continues ? .idle : .ended
        promise.completeWith(result.map { $0 })
    }

    func fail(_ error: VarlinkClientError) {
        if case .asked(let promise) = phase {
            phase = .ended
            promise.fail(error)
        } else {
            phase = .failed(error)
        }
    }
}

// Touched on the event loop alone.
extension ReplyDemand: @unchecked Sendable {}

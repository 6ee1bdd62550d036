/// A value that comes later, once.
struct Promise<Value: Sendable>: Sendable {
    private let stream: AsyncStream<Value>
    private let continuation: AsyncStream<Value>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingOldest(1)) }

    init(_ value: Value) {
        self.init()
        keep(value)
    }

    func keep(_ value: Value) {
        continuation.yield(value)
        continuation.finish()
    }

    /// To be awaited by one task, once.
    var value: Value {
        get async {
            for await value in stream { return value }
            preconditionFailure("a promise is kept and awaited once")
        }
    }
}

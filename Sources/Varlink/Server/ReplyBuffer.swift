import NIOCore
import SutureJSON

/// Replies of one connection that leave in one write.
struct ReplyBuffer {
    private var buffer = ByteBuffer()

    mutating func append(_ outcome: CallOutcome, continues: Bool = false) {
        switch outcome {
        case .success(let parameters):
            buffer.writeStaticString("{\"parameters\":")
            if parameters.isEmpty { buffer.writeStaticString("{}") } else { buffer.writeBytes(parameters) }
            if continues { buffer.writeStaticString(",\"continues\":true") }
        case .failure(let error):
            var writer = JSONWriter()
            writer.string(error.name)
            buffer.writeStaticString("{\"error\":")
            buffer.writeBytes(writer.bytes)
            buffer.writeStaticString(",\"parameters\":")
            buffer.writeBytes(ReplyBuffer.parameters(of: error))
        case .sent: return
        }
        buffer.writeStaticString("}\0")
    }

    /// An error may quote what a client sent, which may be as large as a message.
    private static func parameters(of error: VarlinkError) -> [UInt8] {
        let bytes = JSONValue.object(error.parameters).bytes
        guard bytes.count > ReplyLimits.pageByteCountMax, let document = try? JSONDocument(parsing: bytes)
        else { return bytes }
        return CutJSON(document.root).bytes
    }

    /// What has gathered, if anything has.
    mutating func take() -> ByteBuffer? {
        guard buffer.readableBytes > 0 else { return nil }
        defer { buffer = ByteBuffer() }
        return buffer
    }
}

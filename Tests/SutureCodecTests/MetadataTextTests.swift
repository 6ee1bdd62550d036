import Testing

@testable import SutureCodec

@Suite struct MetadataTextTests {
    @Test(arguments: [
        (#"{"actor":{"uid":0,"role":"steward"}}"#, nil),
        (#"{"actor":{"uid":0},"command":{"id":"c-1","digest":"d"},"reason":"r"}"#, "c-1"),
        // As nobody writes it, but might.
        (#"{ "command" : { "digest": "d", "id": "c-2" } }"#, "c-2"),
        (#"{"command":{"id":"an \"id\" with quotes and 中文","digest":"d"}}"#, "an \"id\" with quotes and 中文"),
        // Texts that look like it.
        (#"{"actor":{"uid":0},"reason":"command"}"#, nil),
        (#"{"reason":"\"command\":{\"id\":\"c-3\"","command":{"id":"c-4","digest":"d"}}"#, "c-4"),
        (#"{"reason":"\"command\":{\"id\":\"c-3\"}"}"#, nil),
    ])
    func `the id of the command is found wherever it stands`(text: String, id: String?) throws {
        #expect(try MetadataText(bytes: Array(text.utf8)).commandID() == id)
    }
}

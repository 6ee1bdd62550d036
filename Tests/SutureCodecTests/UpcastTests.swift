import SutureDomain
import SutureJSON
import Testing

@testable import SutureCodec

/// A type of this test alone, which was written in three ways:
///
///     schema 1   {"weight":"12.5 g","remarks":"worn, bent"}
///     schema 2   {"weight":"12.5","unit":"g","remarks":"worn, bent"}
///     schema 3   {"weight":"12.5","unit":"g","remarks":["worn","bent"]}
private struct Weighed: Event {
    typealias Subject = Device
    static let type: EventType = "device.weighed"
    static let effect = Effect.adds
    static let schema = 3

    var weight: Decimal
    var unit: String
    var remarks: [String]
    var scale: String?
}

@Suite struct UpcastTests {
    private let stored = StoredEvents(
        upcasts: Upcasts([
            Weighed.type: [
                { old in
                    var new = old
                    let parts = old["weight"]?.string?.split(separator: " ").map(String.init) ?? []
                    guard parts.count == 2 else { throw NoUnit() }
                    new["weight"] = .string(parts[0])
                    new["unit"] = .string(parts[1])
                    return new
                },
                { old in
                    var new = old
                    let remarks = old["remarks"]?.string?.split(separator: ",") ?? []
                    new["remarks"] = .array(remarks.map { .string(String($0.trimmingPrefix(" "))) })
                    return new
                },
            ]
        ]))

    private struct NoUnit: Error, CustomStringConvertible {
        var description: String { "the weight has no unit" }
    }

    private func weighed(_ schema: Int, _ data: String) throws(UnreadableEvent) -> Weighed {
        try stored.event(Weighed.self, schema: schema, data: Array(data.utf8))
    }

    private func expected() throws -> Weighed {
        Weighed(
            weight: try #require(Decimal("12.5")), unit: "g", remarks: ["worn", "bent"], scale: nil)
    }

    @Test(arguments: [
        (1, #"{"weight":"12.5 g","remarks":"worn, bent"}"#),
        (2, #"{"weight":"12.5","unit":"g","remarks":"worn, bent"}"#),
        (3, #"{"weight":"12.5","unit":"g","remarks":["worn","bent"]}"#),
    ])
    func `whatever schema it was written in, it is the same event`(schema: Int, data: String) throws {
        #expect(try weighed(schema, data) == expected())
    }

    @Test func `steps leave alone what they do not know`() throws {
        let event = try weighed(1, #"{"weight":"12.5 g","remarks":"","scale":"S-7"}"#)
        #expect(event.scale == "S-7")
        #expect(event.remarks == [])
    }

    @Test(arguments: [0, 4]) func `a schema that is none of them is unknown`(_ schema: Int) {
        #expect(throws: UnreadableEvent.unknownSchema("device.weighed", schema: schema, known: 3)) {
            try weighed(schema, "{}")
        }
    }

    @Test func `a step that fails says why, and so does data of another shape`() {
        #expect(throws: UnreadableEvent.malformed("device.weighed", "the weight has no unit")) {
            try weighed(1, #"{"weight":"12.5","remarks":""}"#)
        }
        #expect(throws: UnreadableEvent.malformed("device.weighed", "it is no object")) {
            try weighed(2, "[]")
        }
        // The shape is that of the schema which the data are said to have.
        #expect(throws: UnreadableEvent.self) {
            try weighed(3, #"{"weight":"12.5 g","remarks":"worn, bent"}"#)
        }
    }

    @Test func `a field that the type has not is an error where it is asked for`() throws {
        let data = Array(#"{"weight":"1","unit":"g","remarks":[],"colour":"red"}"#.utf8)
        #expect(throws: UnreadableEvent.self) { try stored.event(Weighed.self, schema: 3, data: data) }
        _ = try stored.event(Weighed.self, schema: 3, data: data, rejectsUnknownKeys: false)
    }

    @Test func `every type of the catalogue has a way up from each older schema`() {
        for event in Catalogue.kinds.flatMap({ Catalogue.events(of: $0) }) {
            #expect(Upcasts.released.stepCount(of: event.type) == event.schema - 1, "\(event.type)")
        }
    }

    @Test func `an event of the catalogue is found by its type`() throws {
        let event = try StoredEvents.known.event(
            of: "device.note-added", schema: 1, data: Array(#"{"text":"bent"}"#.utf8))
        #expect(event as? NoteAdded<Device> == NoteAdded(text: "bent"))
        #expect(throws: UnreadableEvent.unknownType("device.weighed")) {
            try StoredEvents.known.event(of: "device.weighed", schema: 1, data: [])
        }
    }
}

import SutureJSON
import SutureTestSupport
import Testing
import Varlink

/// The checker of replies finds what a strict client would.
@Suite struct WireShapeTests {
    static let text = """
        interface org.example.shapes
        type Point (x: int, label: ?string)
        method Draw() -> (points: []Point, colour: (red, green), tags: [string]bool, extra: ?object)
        error Torn (message: string)

        """

    @Test(arguments: [
        (
            #"{"points":[{"x":1},{"x":2,"label":"b"}],"colour":"red","tags":{"a":true},"extra":{"any":[1.5]}}"#,
            []
        ),
        (#"{"points":[],"colour":"red"}"#, ["Draw.tags: missing"]),
        (#"{"points":[],"colour":"red","tags":{},"size":1}"#, ["Draw.size: not declared"]),
        (#"{"points":[],"colour":"blue","tags":{}}"#, [#"Draw.colour: no (red, green) but "blue""#]),
        (#"{"points":[],"colour":"red","tags":{},"extra":null}"#, ["Draw.extra: null"]),
        (#"{"points":[],"colour":"red","tags":{},"extra":[]}"#, ["Draw.extra: no object but []"]),
        (#"{"points":[],"colour":"red","tags":{"a":1}}"#, ["Draw.tags.a: no bool but 1"]),
        (#"{"points":{},"colour":"red","tags":{}}"#, ["Draw.points: no []Point but {}"]),
        (
            #"{"points":[{"x":1.5},{"label":"b"},3],"colour":"red","tags":{}}"#,
            [
                "Draw.points[0].x: no int but 1.5", "Draw.points[1].x: missing",
                "Draw.points[2]: no object but 3",
            ]
        ),
    ])
    func `a reply is held against the declaration`(reply: String, faults: [String]) throws {
        let interface = try VarlinkInterface(parsing: WireShapeTests.text)
        let method = try #require(interface.method("Draw"))
        let reply = try JSONDocument(parsing: reply).root
        #expect(WireShape(interface).faults(ofReply: reply, to: method) == faults)
    }

    @Test func `an error is held against the declaration`() throws {
        let shape = WireShape(try VarlinkInterface(parsing: WireShapeTests.text))
        #expect(try shape.faults(of: VarlinkError("org.example.shapes.Torn", ["message": "half"])) == [])
        #expect(try shape.faults(of: VarlinkError("org.example.shapes.Torn")) == ["Torn.message: missing"])
        #expect(
            try shape.faults(of: VarlinkError("org.example.shapes.Burnt"))
                == ["org.example.shapes.Burnt is not declared"])
        #expect(try shape.faults(of: .invalidParameter("x")) == [])
        #expect(try shape.faults(of: .permissionDenied) == [])
        let bare = VarlinkError("org.varlink.service.InvalidParameter")
        #expect(try shape.faults(of: bare) == ["org.varlink.service.InvalidParameter {}"])
    }
}

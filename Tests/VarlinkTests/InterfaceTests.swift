import Testing

@testable import Varlink

@Suite struct InterfaceTests {
    @Test func `an interface is read with all its types`() throws {
        let interface = try VarlinkInterface(
            parsing: """
                # A licence, which belongs to nothing.

                # What it is for.
                #   Indented.
                interface org.example.more-words.x1

                type Shape (
                  # How wide.
                  # In metres.
                  width: ?int, # not the next one's
                  height: []float,
                  colours: [string](red, green),
                  nested: ?[]?[string](a: object, b: Other)
                )
                type Other (one, two_three)

                # Does it.
                #
                # [Supports 'more' flag]
                # Twice.
                method Do(shape: Shape) -> ()
                # [Requires 'more' flag]
                method Watch() -> (on: bool)

                error Failed (message: string)
                """)
        #expect(interface.name == "org.example.more-words.x1")
        #expect(interface.documentation == "What it is for.\n  Indented.")
        #expect(
            interface.type("Shape")
                == .structure([
                    VarlinkField(
                        name: "width", type: .optional(.int), documentation: "How wide.\nIn metres."),
                    VarlinkField(name: "height", type: .array(.float), documentation: ""),
                    VarlinkField(
                        name: "colours", type: .dictionary(.enumeration(["red", "green"])), documentation: ""),
                    VarlinkField(
                        name: "nested",
                        type: .optional(
                            .array(
                                .optional(
                                    .dictionary(
                                        .structure([
                                            VarlinkField(name: "a", type: .object, documentation: ""),
                                            VarlinkField(name: "b", type: .named("Other"), documentation: ""),
                                        ]))))), documentation: ""),
                ]))
        #expect(interface.type("Other")?.description == "(one, two_three)")
        #expect(
            interface.type("Shape")?.description
                == "(width: ?int, height: []float, colours: [string](red, green), "
                + "nested: ?[]?[string](a: object, b: Other))")
        #expect(interface.methods.map(\.name) == ["Do", "Watch"])
        #expect(interface.methods.map(\.more) == [.supported, .required])
        #expect(interface.method("Do")?.documentation == "Does it.\n\nTwice.")
        #expect(interface.method("Do")?.input.map(\.name) == ["shape"])
        #expect(interface.method("Watch")?.output.map(\.isOptional) == [false])
        #expect(interface.errors.map(\.name) == ["Failed"])
        #expect(interface.portabilityIssues == [])
    }

    @Test(arguments: [
        ("", 1, "expected interface, found the end"),
        ("interface a.b\nmethod do() -> ()", 2, "do is no name: a capital, letters and digits"),
        ("interface a.b\nmethod Do() ()", 2, "expected ->, found ("),
        ("interface a.b\nmethod Do(a: int b: int) -> ()", 2, "expected ,, found b"),
        ("interface a.b\nmethod Do(a: integer) -> ()", 2, "integer is no type"),
        ("interface a.b\nmethod Do(a: ??int) -> ()", 2, "optional twice, found ?"),
        ("interface a.b\nmethod Do(a, b) -> ()", 2, "parameters have types"),
        ("interface a.b\nmethod Do(a: int, b) -> ()", 2, "expected a colon and a type, found )"),
        ("interface a.b\n\nmethod Do(a: int, a: int) -> ()", 3, "a stands there twice"),
        ("interface a.b\ntype T (a: int)\nerror T ()", 3, "T is declared twice"),
        ("interface a.b\ntype T (a: Unknown)", 2, "type Unknown is not declared"),
        ("interface a.b\ntype T (a_: int)", 2, "a_ is no name of a field or value"),
        ("interface a.b\nenum T (a)", 2, "expected type, method or error, found enum"),
        ("interface a.b\ntype T (a: int", 2, "expected ,, found the end"),
        ("interface a.b\n%", 2, "unexpected \"%\""),
    ])
    func `what is no interface is refused`(text: String, line: Int, reason: String) {
        let error = #expect(throws: VarlinkInterfaceError.self) { try VarlinkInterface(parsing: text) }
        #expect(error?.description == "line \(line): \(reason)")
    }

    @Test func `what other parsers refuse is named`() throws {
        let interface = try VarlinkInterface(
            parsing:
                "interface o2g.example\r\ntype T (one)\nmethod Do(a: [][]int, b: ?()) -> (c: (d: [string](x)))\n"
        )
        #expect(
            interface.portabilityIssues == [
                "a line ends with a carriage return",
                "the interface's name o2g.example does not begin with a label of letters",
                "T is an enumeration with one value", "Do.a is an array of arrays",
                "Do.b is an empty structure",
                "Do.c.d is an enumeration with one value",
            ])
    }
}

import Testing

@testable import SutureDomain

@Suite struct CatalogueTests {
    @Test func `every kind begins with its creating event and has no other`() {
        for kind in Catalogue.kinds where kind.isKeptByPeople {
            #expect(Catalogue.commands(of: kind).map { $0.createsRecord }.firstIndex(of: true) == 0)
            #expect(Catalogue.commands(of: kind).filter { $0.createsRecord }.count == 1)
            #expect(Catalogue.commands(of: kind).filter { !$0.needsRecord }.count == 1)
        }
    }

    @Test func `the installation alone is kept by nobody, and stands as it was recorded`() {
        #expect(Catalogue.kinds.filter { !$0.isKeptByPeople }.map { $0.kind } == ["installation"])
        #expect(Catalogue.commands(of: Installation.self).allSatisfy { !$0.needsRecord && !$0.createsRecord })
        #expect(Catalogue.events(of: Installation.self).allSatisfy { !$0.isVoidable })
    }

    @Test func `every event is named after its kind and found by its type`() {
        for kind in Catalogue.kinds {
            for event in Catalogue.events(of: kind) {
                #expect(event.type.kind == kind.kind)
                #expect(isKebabCase(event.type.name))
                #expect(Catalogue.event(event.type) == event)
            }
        }
        #expect(Catalogue.event("trial.unheard-of") == nil)
    }

    @Test func `every command is found by its full name`() {
        for kind in Catalogue.kinds {
            for command in Catalogue.commands(of: kind) {
                #expect(isKebabCase(command.command.text[...]))
                #expect(Catalogue.command(command.fullName) == command)
            }
        }
        #expect(Catalogue.command("trial.unheard-of") == nil)
    }

    @Test func `every event is asked for, follows from another record's, or is the daemon's own`() {
        let events = Catalogue.kinds.flatMap { Catalogue.events(of: $0) }
        let others = events.filter { !($0 is any Command.Type) && !($0 is any VoidingEvent.Type) }
        #expect(
            others.map { $0.type } == [
                "project.screened", "installation.restored", "installation.import-undone",
            ])
    }

    @Test func `a kind is found by its name`() {
        #expect(Catalogue.kind(named: "institution") == Institution.self)
        #expect(Catalogue.kind(named: "rumour") == nil)
    }

    @Test func `fields are camelCase and no keyword of a common language`() {
        let keywords: Set = ["from", "as", "in", "is", "for", "if", "import", "def", "func", "var", "let"]
        for event in Catalogue.kinds.flatMap({ Catalogue.events(of: $0) }) {
            for field in fields(of: event) {
                #expect(!keywords.contains(field.name), "\(event.type)")
                #expect(!field.name.contains("_"), "\(event.type)")
            }
        }
    }

    private func isKebabCase(_ text: Substring) -> Bool {
        text.split(separator: "-", omittingEmptySubsequences: false)
            .allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isLowercase } }
    }
}

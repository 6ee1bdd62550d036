import SutureJSON
import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct GetTests {
    @Test func `a project comes with its members and its milestones`() throws {
        var log = TestLog.programme()
        log.record(Project.MilestoneSet(milestone: "M1", title: "Draft", due: "2020"), "PR-1")
        let views = try TestViews(log)
        let page = try views.reader.get("project/PR-1")
        #expect(page.version == StreamVersion(5))
        #expect(page.position == log.head)
        let project = try views.record("project/PR-1")
        #expect(project["title"]?.string == "Needles for deep wounds")
        #expect(
            project["members"]?.rawText
                == #"[{"entry":10,"person":"P-0001","personName":"Wu Tao","role":"clinician","#
                + #""joinedOn":"2019-06-15","position":10},"#
                + #"{"entry":11,"person":"P-0002","personName":"Li Na","role":"graduate_student","#
                + #""student":"S-1","studentName":"Li Na","joinedOn":"2019-10","position":11}]"#)
        #expect(
            project["milestones"]?.rawText
                == #"[{"milestone":"M1","title":"Draft","due":"2020","position":20}]"#)
        #expect(project["plans"]?.rawText == "[]")
    }

    /// A client that reads JSON as most do keeps the last of two members, or refuses both.
    @Test func `no member of a record has the name of another, whatever its kind`() throws {
        for kind in Catalogue.kinds {
            let main = try #require(ViewCatalogue.main(ofKind: kind.kind))
            let names =
                main.queryColumns.map(\.name)
                + ViewCatalogue.lists(ofKind: kind.kind).map { $0.listName ?? $0.name } + ["counts"]
            let repeated = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys.sorted()
            #expect(repeated == [], "\(kind.kind)")
        }
        for view in ViewCatalogue.tables {
            let names = view.queryColumns.map(\.name)
            #expect(Set(names).count == names.count, "\(view.name)")
        }
    }

    @Test func `long lists are cut, and counted in full`() throws {
        var log = TestLog.programme()
        for _ in 1...101 { log.log(.success, of: "D-1") }
        let trial = try TestViews(log).record("trial/T-1")
        #expect(trial["outcomes"]?.elements.reduce(0) { count, _ in count + 1 } == 100)
        #expect(
            trial["counts"]?.rawText
                == #"{"devices":1,"sites":1,"ethicsOpinions":0,"endpoints":1,"subjects":0,"outcomes":101,"#
                + #""deviations":0,"feedback":0,"notes":0,"attachments":0,"locks":0,"voids":0}"#)
    }

    @Test func `what does not exist is not found`() throws {
        let views = try TestViews(.programme())
        #expect(throws: QueryError.notFound("trial/T-2")) { try views.reader.get("trial/T-2") }
        #expect(throws: QueryError.notFound("colour/red")) { try views.reader.get("colour/red") }
    }

    @Test func `a record whose creation is not known yet has at least its lists`() throws {
        var log = TestLog()
        log.log(.success, of: "D-1", in: "T-9")
        let trial = try TestViews(log).record("trial/T-9")
        #expect(trial["title"] == nil)
        #expect(trial["counts"]?["outcomes"]?.int64 == 1)
    }
}

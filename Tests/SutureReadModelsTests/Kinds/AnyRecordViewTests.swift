import Testing

@testable import SutureDomain
@testable import SutureReadModels

@Suite struct AnyRecordViewTests {
    @Test func `notes and attachments of any kind are listed by record`() throws {
        var log = TestLog.programme()
        log.record(NoteAdded<Device>(text: "in the second drawer"), "D-1")
        log.record(
            AttachmentLinked<Trial>(
                name: "protocol.pdf", mediaType: "application/pdf", size: 12, sha256: "00ff"), "T-1")
        let views = try TestViews(log)
        #expect(
            try views.list("note") == [
                #"{"record":"device/D-1","recordName":"Needle 3/8","entry":20,"text":"in the second drawer","#
                    + #""occurredOn":"2022-01-01","position":20}"#
            ])
        #expect(try views.column("recordName", of: "attachment") == ["Deep wounds"])
    }
}

import SutureInterface
import SutureJSON
import Testing
import Varlink

/// The limits that are told beside parameters are those that are kept.
@Suite struct LimitTextTests {
    @Test(arguments: [
        (InterfaceName.log, "\(WireLimits.pageEventCountMax) at the most"),
        (InterfaceName.log, "At most \(WireLimits.commandCountMax)."),
        (InterfaceName.log, "at most \(WireLimits.commandCountMax)."),
        (InterfaceName.records, "\(WireLimits.pageRowCountMax) at the most"),
    ])
    func `an interface tells the limit that is kept`(name: String, told: String) {
        #expect(VarlinkInterface.named(name).text.contains(told))
    }
}

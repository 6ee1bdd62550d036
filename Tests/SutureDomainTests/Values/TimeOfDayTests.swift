import Testing

@testable import SutureDomain

@Suite struct TimeOfDayTests {
    @Test(arguments: ["00:00", "09:00", "23:59"])
    func `hour and minute are a time of day`(text: String) {
        #expect(TimeOfDay(text)?.text == text)
    }

    @Test(arguments: ["", "9:00", "9 am", "24:00", "12:60", "12:5", "12.30", "12:30:00", "１２:30", "+1:30"])
    func `nothing else is`(text: String) {
        #expect(TimeOfDay(text) == nil)
    }
}

import SutureDomain
import SutureTestSupport
import Testing

@testable import SutureClient

@Suite struct CellFormTests {
    @Test(arguments: [
        ("M/d/yyyy", "3/14/2018", "2018-03-14"), ("M/d/yyyy", "03/14/2018", "2018-03-14"),
        ("dd/MM/yyyy", "14/03/2018", "2018-03-14"), ("d.M.yyyy", "14.3.2018", "2018-03-14"),
        ("yyyy年M月d日", "2018年3月14日", "2018-03-14"), ("yyyy年M月", "2018年3月", "2018-03"),
        ("yyyy年", "2018年", "2018"), ("yyyyMMdd", "20180314", "2018-03-14"),
        ("d-MMM-yyyy", "14-Mar-2018", "2018-03-14"), ("MMMM d, yyyy", "may 4, 2018", "2018-05-04"),
        ("M/d/yyyy H:mm", "3/14/2018 0:00", "2018-03-14"), ("excel", "43173", "2018-03-14"),
        ("excel", "43173.75", "2018-03-14"), ("excel", "61", "1900-03-01"),
        ("excel-1904", "41711", "2018-03-14"),
        ("iso", "2018-03-14", "2018-03-14"), ("iso", "2018", "2018"), ("iso", "unknown", "unknown"),
        ("iso", "2014-07-02T11:45", "2014-07-02"), ("iso", "2018-03-14 00:00:00", "2018-03-14"),
        ("iso", "2018-03-14T23:59:60.5+08:00", "2018-03-14"),
    ])
    func `a date is read in the form that is declared`(form: String, text: String, date: String) throws {
        #expect(try DateForm(form).date(text) == date)
    }

    @Test(arguments: [
        ("M/d/yyyy", "14/3/2018"), ("M/d/yyyy", "3/14/18"), ("M/d/yyyy", "2018-03-14"),
        ("M/d/yyyy", "3/14/2018 "),
        ("dd/MM/yyyy", "1/2/2018"), ("dd/MM/yyyy", "31/02/2018"), ("excel", "60"), ("excel", "2958466"),
        ("excel", "-1"), ("excel", "2018-03-14"), ("iso", "2018-03-14T25:00"), ("iso", "2018-03-14Tx"),
        ("d-MMM-yyyy", "14-Ma-2018"), ("M/d/yyyy H:mm", "3/14/2018 0:60"), ("yyyy年M月d日", "2018年3月"),
    ])
    func `what has another form is none`(form: String, text: String) throws {
        #expect(try DateForm(form).date(text) == nil)
    }

    @Test(arguments: ["d/M/yy", "d/M", "yyyy-d", "yyyy-MM-dd-d", "yyyyMd", "soon", "Q yyyy"])
    func `a form without a year, or with what means nothing, is none`(form: String) {
        #expect(throws: UsageError.self) { try DateForm(form) }
    }

    @Test func `every day is read again as it was written, whatever stands between its numbers`() throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            let day = Day(number: Int.random(in: -300_000...2_900_000, using: &random))
            let (year, month, date) = day.components
            let between = try #require(["-", "/", ".", " ", "年"].randomElement(using: &random))
            let form = try DateForm("d\(between)M\(between)yyyy")
            #expect(
                form.date("\(date)\(between)\(month)\(between)\(year)") == day.description, "seed \(seed)")
        }
    }

    @Test(arguments: [
        (NumberForm(decimal: ","), "0,82", "0.82"), (NumberForm(decimal: ","), "-12", "-12"),
        (NumberForm(decimal: ",", thousands: "."), "1.234.567,50", "1234567.50"),
        (NumberForm(thousands: ","), "1,234", "1234"), (NumberForm(thousands: " "), "1\u{A0}234", "1234"),
        (NumberForm(thousands: "'"), "12'345.6", "12345.6"), (NumberForm(thousands: ","), "1234", "1234"),
    ])
    func `a number is read in the form that is declared`(form: NumberForm, text: String, number: String) {
        #expect(form.number(text) == number)
        #expect(form.amount("\(text) CNY") == "\(number) CNY")
    }

    @Test(arguments: [
        (NumberForm(decimal: ","), "0.82"), (NumberForm(decimal: ","), "1,2,3"),
        (NumberForm(decimal: ","), "1,"),
        (NumberForm(decimal: ",", thousands: "."), "1.5"), (NumberForm(thousands: ","), "1,23,456"),
        (NumberForm(thousands: ","), ",123"), (NumberForm(), "１２"), (NumberForm(), ""), (NumberForm(), "1e3"),
    ])
    func `what is written otherwise is no number, and no other one`(form: NumberForm, text: String) {
        #expect(form.number(text) == nil)
    }

    @Test func `where several forms fit and mean different days, nothing is guessed`() throws {
        var forms = CellForms()
        forms.dates = [try DateForm("d/M/yyyy"), try DateForm("M/d/yyyy")]
        #expect(try forms.text("14/3/2018", for: .date) == "2018-03-14")
        #expect(try forms.text("3/3/2018", for: .date) == "2018-03-03")
        let problem = #expect(throws: UsageError.self) { try forms.text("3/4/2018", for: .date) }
        #expect(
            problem?.message
                == "\"3/4/2018\" may be 2018-03-04 or 2018-04-03: the map says d/M/yyyy, M/d/yyyy")
    }

    @Test(arguments: [
        ("2014-07-02T11:45", "dates: iso"), ("31/12/2019", "dates: M/d/yyyy or dd/MM/yyyy or excel"),
    ])
    func `a date in no declared form is shown, with the form it should have and what the map may say`(
        text: String, hint: String
    ) {
        let problem = #expect(throws: UsageError.self) { try CellForms().text(text, for: .date) }
        #expect(
            problem?.message
                == "\"\(text)\" is not a date: \(PartialDate.forms); the map says other forms as \(hint)")
    }
}

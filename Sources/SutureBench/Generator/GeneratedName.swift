/// Names that nobody bears on purpose: every first name goes with every family name.
enum GeneratedName {
    struct Person {
        let latin: String
        /// In the person's own script, where that is another one.
        let local: String?
    }

    /// Two of three are Chinese, as the programme's people are.
    static func person(_ random: inout SeededRandom) -> Person {
        guard random.percent(67) else {
            return Person(latin: "\(random.pick(western)) \(random.pick(westernFamilies))", local: nil)
        }
        let (family, familyLatin) = random.pick(chineseFamilies)
        let (given, givenLatin) = random.pick(chinese)
        return Person(latin: "\(familyLatin) \(givenLatin)", local: family + given)
    }

    private static let western = [
        "Anna", "Brian", "Clara", "David", "Elena", "Frank", "Greta", "Hugo", "Ines", "Jakob", "Karen", "Luc",
        "Maria",
        "Noël", "Olga", "Pavel", "Rosa", "Søren", "Tim", "Zoë",
    ]
    private static let westernFamilies = [
        "Adams", "Bauer", "Costa", "Dubois", "Eriksson", "Fischer", "García", "Hansen", "Ivanova", "Jansen",
        "Keller",
        "Lind", "Müller", "Novák", "O'Brien", "Petit", "Rossi", "Smith", "Taylor", "Weber",
    ]
    private static let chineseFamilies = [
        ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"),
        ("黄", "Huang"),
        ("赵", "Zhao"), ("吴", "Wu"), ("周", "Zhou"), ("徐", "Xu"), ("孙", "Sun"), ("马", "Ma"), ("朱", "Zhu"),
        ("胡", "Hu"),
    ]
    private static let chinese = [
        ("伟", "Wei"), ("芳", "Fang"), ("娜", "Na"), ("敏", "Min"), ("静", "Jing"), ("丽", "Li"), ("强", "Qiang"),
        ("磊", "Lei"), ("军", "Jun"), ("洋", "Yang"), ("勇", "Yong"), ("艳", "Yan"), ("秀英", "Xiuying"),
        ("建国", "Jianguo"),
        ("晓明", "Xiaoming"), ("海燕", "Haiyan"), ("志强", "Zhiqiang"), ("文静", "Wenjing"), ("思远", "Siyuan"),
    ]
}

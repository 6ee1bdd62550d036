/// A device of the document of 2022 that was "widely acclaimed in clinical trials", with what is made up of its trial.
struct InvestigatedDevice: Sendable {
    let id: String
    let trial: String
    /// As the document calls it.
    let name: String
    /// In the words of the domain.
    let type: String
    /// In the classification of the FDA, whose data is public.
    let productCode: String
    /// What the primary endpoint measures.
    let endpoint: String
    let unit: String
    /// Of the sites, among the hospitals.
    let hospitals: ClosedRange<Int>

    static let all = [
        InvestigatedDevice(
            id: "D-NEEDLE", trial: "T-NEEDLE", name: "Surgical suture needle", type: "suture_needle",
            productCode: "GAB", endpoint: "Time to close the wound", unit: "min", hospitals: 1...2),
        InvestigatedDevice(
            id: "D-ULTRASONIC", trial: "T-ULTRASONIC", name: "Ultrasonic knife", type: "ultrasonic_knife",
            productCode: "LFL", endpoint: "Time to seal the vessel", unit: "s", hospitals: 2...3),
        InvestigatedDevice(
            id: "D-ELECTRIC", trial: "T-ELECTRIC", name: "High-frequency electric knife",
            type: "high_frequency_electric_knife", productCode: "GEI", endpoint: "Blood loss", unit: "ml",
            hospitals: 3...4),
    ]
}

/// A device that was "widely acclaimed in clinical trials" by 2022, with what is made up of its trial.
package struct InvestigatedDevice: Sendable {
    let id: String
    package let trial: String
    /// What the ids of the claims about it end with.
    let claim: String
    let name: String
    /// As the document calls several of them.
    let quote: String
    /// In the words of the domain.
    let type: String
    /// In the classification of the FDA, whose data is public.
    let productCode: String
    /// Which of the centre's key projects it comes from, counted from 0.
    let keyProject: Int
    /// What the primary endpoint measures.
    let endpoint: String
    let unit: String
    /// Of the sites, among the hospitals.
    let hospitals: ClosedRange<Int>

    /// Its number among all projects.
    var project: Int { Programme.laterProjects.lowerBound + keyProject }

    /// The clinical problem with which its way began.
    package var origin: String {
        Programme.problem(ofProject: project).map { "problem/\($0)" } ?? "device/\(id)"
    }

    package static let all = [
        InvestigatedDevice(
            id: "D-NEEDLE", trial: "T-NEEDLE", claim: "needles", name: "Surgical suture needle",
            quote: "surgical suture needles", type: "suture_needle", productCode: "GAB", keyProject: 0,
            endpoint: "Time to close the wound", unit: "min", hospitals: 1...2),
        InvestigatedDevice(
            id: "D-ULTRASONIC", trial: "T-ULTRASONIC", claim: "ultrasonic-knives", name: "Ultrasonic knife",
            quote: "ultrasonic knives", type: "ultrasonic_knife", productCode: "LFL", keyProject: 1,
            endpoint: "Time to seal the vessel", unit: "s", hospitals: 2...3),
        InvestigatedDevice(
            id: "D-ELECTRIC", trial: "T-ELECTRIC", claim: "electric-knives",
            name: "High-frequency electric knife", quote: "high-frequency electric knives",
            type: "high_frequency_electric_knife", productCode: "GEI", keyProject: 2,
            endpoint: "Blood loss", unit: "ml", hospitals: 3...4),
    ]
}

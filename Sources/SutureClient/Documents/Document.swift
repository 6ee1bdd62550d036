/// What a command shows, from top to bottom, before it takes a form: text or a page.
struct Document {
    /// A part of it; parts stand apart from each other.
    enum Part {
        /// Each on a line of its own.
        case lines([String])
        /// Under a line of their own, if there is one.
        case facts(title: String, Facts)
        /// - Parameter note: stands below; empty if there is nothing to say.
        case table(title: String, Table, note: String = "")
        /// Indented by how deep each is.
        case tree([(depth: Int, text: String)])
    }

    /// Its title, and what it takes into account; what is empty is left out.
    var head: [String]
    /// Whether a terminal shows the head, too; a page has one in any case.
    var showsHead = true
    var parts: [Part] = []
    /// What is not shown, each with where it is found.
    var omissions: [String] = []
}

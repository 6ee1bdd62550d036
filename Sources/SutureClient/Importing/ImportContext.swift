/// What the rows of a sheet have in common on their way to commands.
struct ImportContext {
    var ids = ImportedIDs()
    /// What the map looks up.
    var found = FoundRecords()
    var references = KeyReferences()
}

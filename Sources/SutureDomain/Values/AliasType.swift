/// In which way an alias differs from the name.
package enum AliasType: String, Enumeration {
    case acronym, short, variant
    case localLanguage = "local_language"
    case former
}

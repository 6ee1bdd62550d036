import SutureDomain

/// When records of any kind were closed to change.
enum Locks: ReadModel {
    static let view = View(
        "lock", ofAnyKind: "locks", "When records were closed to change.", key: .entry,
        columns: [
            .date("lockedOn", "Since when."),
            .date("unlockedOn", "Until when; absent while it lasts."),
        ])

    static func project(when: inout Projection) {
        for kind in Catalogue.kinds where kind.isKeptByPeople { project(kind, when: &when) }
    }

    private static func project<Subject: Record>(_ kind: Subject.Type, when: inout Projection) {
        when(Locked<Subject>.self) { _, rows in try rows.put(["lockedOn": rows.occurredOn]) }
        when(Unlocked<Subject>.self) { _, rows in
            try rows.update(where: ["unlockedOn": String?.none], set: ["unlockedOn": rows.occurredOn])
        }
    }
}

/// A map with everything that a map may have, as the help text shows it.
enum ImportExample {
    /// Lines are short, so that none is broken where it is shown.
    static let map = """
        delimiter: ";"        # else found from the first row
        encoding: gb18030     # else UTF-8
        empty: [N/A]          # cells that say this are empty
        dates: [d/M/yyyy, iso]
        numbers: {decimal: ",", thousands: "."}
        commands:             # each row's in this order
          - command: institution.register
            id: "I-{next}"    # numbered: I-0001
            key: "{maker}"    # by which rows name it
            when: {column: maker, present: true}
            once: true        # not again what an earlier row said
            fields: {name: "{maker}", type: enterprise}
            context: {occurredOn: unknown}
          - command: device.register
            id: "D-{number}"  # {number} is a column
            when:
              - {column: status, is: [new]}
              - any:
                  - {column: brand, present: true}
                  - {not: {column: model, contains: [test]}}
            fields:
              name: "{brand} {model}"
              stage: marketed
              type:
                column: kind
                values: {N: suture_needle}
                otherwise: other
              developer: {column: maker, key: institution.register}
              members:
                template: "{parts}"
                split: "|"
            context:
              occurredOn: {column: date, default: unknown}
              sources: [the list of 2022]
          - command: institution.affiliate
            id: {column: clinic, find: institution}
            when: {column: parent, present: true}
            fields:
              to: {column: parent, split: "|", find: institution}
              relation: parent
            context:
              occurredOn: {column: since, dates: yyyy年M月d日}
        """

    /// What an example cannot show.
    static let remarks = """
        A condition has is, isNot, contains or present, or joins others with all, any and not. Dates are as Suture writes \
        them, unless the map says other forms: yyyy, M or MM or MMM, d or dd, and what stands between them; iso takes a \
        time as well, excel counts days. A cell with a list gives a list to a field that takes one, and else a command \
        for each of its parts; several such cells of a row go pairwise. In ids spaces and punctuation become hyphens; \
        letters and digits that an id cannot have are refused, unless values: translates them, hash: makes an id of the \
        text, or find: looks the record up by its name or alias among those that are recorded. An id that ends in {next} is \
        numbered by the daemon, and so is that of person.register without id:. This sheet and later ones name such a record by \
        the key of its row: {column: maker, key: institution.register}. A row is known again by its key: (a template of \
        columns that say nothing personal), whatever the sheet; else by its sheet (source: or --source, else the file's \
        name), what it says and its order among equals there.
        """
}

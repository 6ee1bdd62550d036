/// The tables of `keys.db`. Those that a version did not make yet are made when the file is opened.
enum KeySchema {
    static let tables = """
        CREATE TABLE IF NOT EXISTS key (
            person  TEXT PRIMARY KEY,   -- person/P-0001
            wrapped BLOB NOT NULL       -- AES-256-GCM under the master key: nonce, ciphertext, tag
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS pending (
            person  TEXT PRIMARY KEY    -- has a key, and perhaps no event yet
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS erased (
            person  TEXT PRIMARY KEY    -- has no key, and is to have none
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS mark (
            name     TEXT PRIMARY KEY,  -- erased: whoever was erased is among the erased;
                                        -- complete: whoever was registered is there or among the erased;
                                        -- log: so far the log was on the disk
            position INTEGER NOT NULL,  -- as far as the log goes up to here
            hash     BLOB NOT NULL      -- the log's hash there
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS log (
            row INTEGER PRIMARY KEY CHECK (row = 1),
            id  TEXT NOT NULL           -- the log that the keys are of
        ) STRICT;
        CREATE TABLE IF NOT EXISTS master (
            row  INTEGER PRIMARY KEY CHECK (row = 1),
            mark BLOB NOT NULL          -- what the master key is known by that has wrapped the keys
        ) STRICT;
        CREATE TABLE IF NOT EXISTS clock (
            row   INTEGER PRIMARY KEY CHECK (row = 1),
            boot  TEXT NOT NULL,        -- the machine's run in which it was noted
            ahead INTEGER NOT NULL      -- microseconds by which the clock said more than the run had lasted
        ) STRICT
        """
}

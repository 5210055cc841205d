-- Every certificate policy and practice statement that was ever in force here, word for word: what a relying party read stays readable.
CREATE TABLE practice_statement (
    version text NOT NULL,
    language text NOT NULL CHECK (language IN ('id', 'en')),
    title text NOT NULL,
    text text NOT NULL,
    published_at timestamptz NOT NULL,
    PRIMARY KEY (version, language)
);

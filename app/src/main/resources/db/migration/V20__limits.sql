CREATE TABLE limit_window (
    limit_name text        NOT NULL,
    key        text        NOT NULL,
    started_at timestamptz NOT NULL,
    used       integer     NOT NULL,
    PRIMARY KEY (limit_name, key)
);

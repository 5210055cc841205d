-- What an auditor filters by; the order of each page comes out of the index, however long the trail is.
CREATE INDEX audit_event_at ON audit_event (at DESC, id DESC);
CREATE INDEX audit_event_type ON audit_event (type, at DESC, id DESC);
CREATE INDEX audit_event_actor ON audit_event (actor, at DESC, id DESC);

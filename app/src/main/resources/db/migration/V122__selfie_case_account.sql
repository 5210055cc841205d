-- An officer sees the earlier cases of a person beside the new one.
CREATE INDEX selfie_case_account ON selfie_case (account, opened_at DESC);

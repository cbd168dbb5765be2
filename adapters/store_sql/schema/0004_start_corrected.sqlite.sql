-- Whether the act that starts a deadline was first recorded with another day: a figure beside every rate of timeliness.
ALTER TABLE deadline_row ADD COLUMN start_corrected BIGINT NOT NULL DEFAULT 0;

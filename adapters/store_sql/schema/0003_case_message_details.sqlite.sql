-- What a message between cases carries beside its values: what is told, what is asked for, through how many it came.
ALTER TABLE case_message ADD COLUMN details TEXT NOT NULL DEFAULT '{}';

-- Which calendars live deadlines count by, and until which official day: asked at every start.
CREATE INDEX deadline_row_calendar ON deadline_row (calendar, provisional, due_on)
  WHERE valid_to IS NULL AND status IN ('running', 'suspended');

package org.salonarchive.ingest.doctor;

import java.time.YearMonth;

/** How many messages would be filed in a month. */
public record MonthCount(YearMonth month, long messages) {}

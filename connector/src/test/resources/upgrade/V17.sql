UPDATE missing_at_ines SET confirmed = TRUE;

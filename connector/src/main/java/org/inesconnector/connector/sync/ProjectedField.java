package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.mapping.FieldMapping;

/** @param mauticValue as Mautic stores it; empty for nothing */
public record ProjectedField(FieldMapping mapping, Optional<String> mauticValue, Converted value) {}

package org.inesconnector.ines.wsdl;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import org.jspecify.annotations.Nullable;

/** A number that is too large, or none, is not understood; JAXB itself would make another one of it without a word. */
public final class WholeNumber extends XmlAdapter<@Nullable String, @Nullable Integer> {

    @Override
    public @Nullable Integer unmarshal(@Nullable String text) {
        return text == null || text.isBlank() ? null : Integer.valueOf(text.strip());
    }

    @Override
    public @Nullable String marshal(@Nullable Integer number) {
        return number == null ? null : number.toString();
    }
}

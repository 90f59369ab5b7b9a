package org.inesconnector.mautic;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.filter.TokenFilter;

/**
 * What is left out while an answer is read: how Mautic describes a field, beside each contact's and company's value of it.
 * That is nine tenths of a page of contacts; as a tree it took some seventy megabytes of memory.
 */
final class AnswerFilter extends TokenFilter {

    private static final TokenFilter FIELD = new AnswerFilter(
            member -> FieldValues.READ.contains(member) ? INCLUDE_ALL : null);
    private static final TokenFilter GROUP = new AnswerFilter(_ -> FIELD);
    private static final TokenFilter FIELDS = new AnswerFilter(
            group -> group.equals(FieldValues.ALL) ? INCLUDE_ALL : GROUP);
    private static final TokenFilter RECORD = new AnswerFilter(
            member -> member.equals("fields") ? FIELDS : INCLUDE_ALL);
    private static final TokenFilter RECORDS = new AnswerFilter(_ -> RECORD);

    /** Of a whole answer. */
    static final TokenFilter ANSWER = new AnswerFilter(member -> switch (member) {
        case "contacts", "companies" -> RECORDS;
        case "contact", "company" -> RECORD;
        default -> INCLUDE_ALL;
    });

    private final Function<String, @Nullable TokenFilter> members;

    private AnswerFilter(Function<String, @Nullable TokenFilter> members) {
        this.members = members;
    }

    @Override
    public @Nullable TokenFilter includeProperty(String name) {
        return members.apply(name);
    }

    /** A list is a map by position. */
    @Override
    public @Nullable TokenFilter includeElement(int index) {
        return members.apply(Integer.toString(index));
    }

    @Override
    public boolean includeEmptyObject(boolean contentsFiltered) {
        return true;
    }

    @Override
    public boolean includeEmptyArray(boolean contentsFiltered) {
        return true;
    }

    @Override
    protected boolean _includeScalar() {
        return true;
    }
}

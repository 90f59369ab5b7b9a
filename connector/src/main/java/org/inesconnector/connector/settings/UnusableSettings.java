package org.inesconnector.connector.settings;

import java.util.List;
import org.inesconnector.connector.messages.Explained;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;

/** Settings with which the application would not start: none of them was saved. */
public final class UnusableSettings extends RuntimeException implements Explained {

    private static final long serialVersionUID = 1;

    private final transient List<SettingProblem> each;

    UnusableSettings(List<SettingProblem> each) {
        super(each.stream().map(problem -> problem.name() + ": " + problem.why().key()).toList().toString());
        this.each = List.copyOf(each);
    }

    /** With the setting that each is about. */
    public List<SettingProblem> each() {
        return each;
    }

    /**
     * At the fields of a form, for who typed them.
     *
     * @throws UnusableSettings the same where it is about something that the form does not have
     */
    public List<FieldProblem> at(List<String> fields) {
        return each.stream().map(problem -> at(problem, fields)).distinct().toList();
    }

    private FieldProblem at(SettingProblem problem, List<String> fields) {
        return fields.stream()
                .filter(problem::isAbout)
                .findFirst()
                .map(field -> new FieldProblem(field, problem.why()))
                .orElseThrow(() -> this);
    }

    @Override
    public List<Message> problems() {
        return each.stream().map(SettingProblem::why).distinct().toList();
    }
}

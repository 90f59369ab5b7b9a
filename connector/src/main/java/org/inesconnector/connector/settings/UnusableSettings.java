package org.inesconnector.connector.settings;

import java.util.List;
import org.inesconnector.connector.messages.Explained;
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

    @Override
    public List<Message> problems() {
        return each.stream().map(SettingProblem::why).distinct().toList();
    }
}

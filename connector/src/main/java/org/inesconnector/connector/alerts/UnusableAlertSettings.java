package org.inesconnector.connector.alerts;

import java.util.List;
import org.inesconnector.connector.messages.Explained;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;

/** The settings of alerts make no sense. */
public final class UnusableAlertSettings extends RuntimeException implements Explained {

    private static final long serialVersionUID = 1;

    private final transient List<FieldProblem> fields;

    UnusableAlertSettings(List<FieldProblem> fields) {
        super(fields.stream().map(one -> one.field() + ": " + one.message().key()).toList().toString());
        this.fields = List.copyOf(fields);
    }

    /** By the whole names of the settings. */
    List<FieldProblem> fields() {
        return fields;
    }

    @Override
    public List<Message> problems() {
        return fields.stream().map(one -> Message.of("setting.wrong", one.field(), one.message())).toList();
    }
}

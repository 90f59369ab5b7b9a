package org.inesconnector.connector.settings;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Explained;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.ValueWords;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;

/** Says why a setting cannot be used. */
public final class BindingWords {

    private BindingWords() {}

    public static List<Message> of(BindException e) {
        return causes(e)
                .filter(Explained.class::isInstance)
                .findFirst()
                .map(cause -> ((Explained) cause).problems())
                .orElseGet(() -> List.of(setting(e)));
    }

    /** Spring's own reason is English: it is told only where there is nothing better. */
    private static Message setting(BindException e) {
        var reason = ValueWords.expected(heldBy(e.getTarget())).orElseGet(() -> Message.of("plain", reason(e)));
        return Message.of("setting.wrong", e.getName().toString(), reason);
    }

    /** The type of a setting, or of each in a list. */
    static Class<?> heldBy(Bindable<?> setting) {
        var type = setting.getType();
        return type.as(Collection.class).getGeneric(0).resolve(type.resolve(Object.class));
    }

    private static String reason(BindException e) {
        return causes(e).reduce((_, last) -> last).map(BindingWords::words).orElse("");
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    private static String words(Throwable e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}

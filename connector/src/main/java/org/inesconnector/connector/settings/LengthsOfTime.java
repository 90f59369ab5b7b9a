package org.inesconnector.connector.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindHandlerAdvisor;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.PlaceholdersResolver;
import org.springframework.boot.context.properties.bind.PropertySourcesPlaceholdersResolver;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Refuses a length of time without a unit: whoever writes 90 means days or seconds, and Spring would take it for
 * milliseconds. A converter cannot refuse it, since Spring tries its own one after it.
 */
@Component
public final class LengthsOfTime implements ConfigurationPropertiesBindHandlerAdvisor {

    /** Nothing is nothing, whatever the unit. */
    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?0*[1-9][0-9]*");

    private final PlaceholdersResolver placeholders;

    @Autowired
    public LengthsOfTime(Environment environment) {
        this(new PropertySourcesPlaceholdersResolver(environment));
    }

    LengthsOfTime(PlaceholdersResolver placeholders) {
        this.placeholders = placeholders;
    }

    public static boolean hasUnit(String text) {
        return !WITHOUT_UNIT.matcher(text.strip()).matches();
    }

    @Override
    public BindHandler apply(BindHandler parent) {
        return new WithUnits(parent);
    }

    private final class WithUnits extends AbstractBindHandler {

        WithUnits(BindHandler parent) {
            super(parent);
        }

        @Override
        public @Nullable Object onSuccess(
                ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
            var property = context.getConfigurationProperty();
            if (property != null && KnownSettings.isOurs(name) && BindingWords.heldBy(target) == Duration.class) {
                refuseBareNumbers(String.valueOf(placeholders.resolvePlaceholders(property.getValue())));
            }
            return super.onSuccess(name, target, context, result);
        }

        private static void refuseBareNumbers(String written) {
            if (!Arrays.stream(written.split(",")).allMatch(LengthsOfTime::hasUnit)) {
                throw new IllegalArgumentException("a length of time without its unit");
            }
        }
    }
}

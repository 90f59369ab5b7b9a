package org.inesconnector.connector;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.ResolvableType;

/**
 * Who needs a part of some type is given it by asking each of hundreds of parts whether it is of this type, which takes a
 * third of a start. Most can be seen not to be by their class alone.
 */
final class PreparedBeans extends DefaultListableBeanFactory {

    private final Map<String, Class<?>> classes = new ConcurrentHashMap<>();

    @Override
    protected boolean isTypeMatch(String name, ResolvableType type, boolean allowFactoryBeanInit) {
        return mayBe(name, type.resolve()) && super.isTypeMatch(name, type, allowFactoryBeanInit);
    }

    private boolean mayBe(String name, @Nullable Class<?> type) {
        if (type == null || name.startsWith(FACTORY_BEAN_PREFIX)) {
            return true;
        }
        var made = getSingleton(name, false);
        if (made != null) {
            return type.isInstance(made) || made instanceof FactoryBean || isNothing(made);
        }
        var known = classes.get(name);
        if (known == null) {
            if (!containsBeanDefinition(name)) {
                return true;
            }
            known = classByDefinition(name);
            classes.put(name, known);
        }
        return type.isAssignableFrom(known) || FactoryBean.class.isAssignableFrom(known);
    }

    /** What Spring keeps where a part is none. */
    @SuppressWarnings("EqualsNull")
    private static boolean isNothing(Object made) {
        return made.equals(null);
    }

    /** {@link FactoryBean} where only Spring can tell. */
    private Class<?> classByDefinition(String name) {
        var definition = getMergedLocalBeanDefinition(name);
        var predicted = definition.getDecoratedDefinition() == null ? predictBeanType(name, definition) : null;
        return predicted == null ? FactoryBean.class : predicted;
    }

    @Override
    public void registerBeanDefinition(String name, BeanDefinition definition) {
        classes.remove(name);
        super.registerBeanDefinition(name, definition);
    }

    @Override
    public void removeBeanDefinition(String name) {
        classes.remove(name);
        super.removeBeanDefinition(name);
    }

    @Override
    public void clearMetadataCache() {
        classes.clear();
        super.clearMetadataCache();
    }
}

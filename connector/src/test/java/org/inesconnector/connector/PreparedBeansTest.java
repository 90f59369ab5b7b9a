package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;

class PreparedBeansTest {

    private static final List<Class<?>> TYPES = List.of(
            Part.class, One.class, Other.class, Maker.class, FactoryBean.class, Object.class, String.class);

    private final DefaultListableBeanFactory springs = new DefaultListableBeanFactory();
    private final DefaultListableBeanFactory ours = new PreparedBeans();

    interface Part {}

    static final class One implements Part {}

    static final class Other implements Part {}

    static final class Maker implements FactoryBean<Other> {

        @Override
        public Other getObject() {
            return new Other();
        }

        @Override
        public Class<?> getObjectType() {
            return Other.class;
        }
    }

    private void define(String name, RootBeanDefinition definition) {
        springs.registerBeanDefinition(name, definition.cloneBeanDefinition());
        ours.registerBeanDefinition(name, definition.cloneBeanDefinition());
    }

    private void assertSame() {
        for (var type : TYPES) {
            assertThat(ours.getBeanNamesForType(type)).as(type.getName()).isEqualTo(springs.getBeanNamesForType(type));
        }
    }

    @Test
    void whatIsOfATypeIsWhatSpringItselfSaysBeforeAndAfterItIsMadeAndDefinedAnew() {
        define("byItsClass", new RootBeanDefinition(One.class));
        define("moreThanItSays", new RootBeanDefinition(Part.class, Other::new));
        define("maker", new RootBeanDefinition(Maker.class));
        springs.registerSingleton("given", new One());
        ours.registerSingleton("given", new One());
        assertSame();
        assertThat(ours.getBeanNamesForType(Other.class)).containsExactly("maker");

        ours.preInstantiateSingletons();
        springs.preInstantiateSingletons();
        assertSame();
        assertThat(ours.getBeanNamesForType(Other.class)).containsExactly("moreThanItSays", "maker");

        define("byItsClass", new RootBeanDefinition(Other.class));
        assertSame();
        assertThat(ours.getBeanNamesForType(One.class)).containsExactly("given");
    }
}

package org.inesconnector.connector.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StoringConfiguration {

    @Bean
    static BeanPostProcessor storedCommits() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof HikariDataSource pool && StoredDataSource.isNeeded(pool.getJdbcUrl())
                        ? new StoredDataSource(pool)
                        : bean;
            }
        };
    }
}

package io.quarkiverse.psycopg.deployment.adaptation;

import java.util.List;

import io.quarkus.builder.item.SimpleBuildItem;

/**
 * The beans that are adapters or typecasters, those of the lowest priority first.
 */
final class ConverterBeansBuildItem extends SimpleBuildItem {

    private final List<ConverterBean> beans;

    ConverterBeansBuildItem(List<ConverterBean> beans) {
        this.beans = List.copyOf(beans);
    }

    List<ConverterBean> beans() {
        return beans;
    }

    List<ConverterBean> adapters() {
        return beans.stream().filter(bean -> !bean.isTypecaster()).toList();
    }

    List<ConverterBean> typecasters() {
        return beans.stream().filter(ConverterBean::isTypecaster).toList();
    }
}
